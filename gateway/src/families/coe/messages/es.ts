/** Machine-made: no native reader has read it yet. */
import type { Words } from './words.ts';

export const es: Words = {
  NOT_LIVE: {
    title: 'No pudimos confirmar su presencia',
    message: 'Póngase frente a la cámara con luz uniforme, sin pantallas ni fotos a la vista.',
  },
  FACE_MATCH_FAILED: {
    title: 'El rostro no coincide',
    message: 'El selfie no coincide con la foto que tenemos registrada.',
  },
  REFERENCE_IMAGE_VALIDATION_FAILED: {
    title: 'Su foto registrada no se puede usar',
    message: 'Comuníquese con el servicio que le trajo aquí.',
  },
  REFERENCE_IMAGE_NOT_FOUND: {
    title: 'Falta su foto registrada',
    message: 'Comuníquese con el servicio que le trajo aquí.',
  },
  DOCUMENT_NOT_FOUND: {
    title: 'No hay un rostro en la foto',
    message: 'Sostenga la cámara a la altura de los ojos y mantenga todo el rostro dentro del marco.',
  },
  INVALID_DOCUMENT: {
    title: 'La foto no es lo bastante nítida',
    message: 'Busque una luz uniforme, quite lo que cubre su rostro y asegúrese de salir solo en la foto.',
  },
  VERIFICATION_FAILED: {
    title: 'Algo salió mal de nuestro lado',
    message: 'No se pudo comprobar su foto. Intente de nuevo en un momento.',
  },
  ATTEMPTS_EXHAUSTED: { title: 'No quedan intentos', message: 'Comuníquese con el servicio que le trajo aquí.' },
};
