/** Machine-made: no native reader has read it yet. */
import type { Words } from './words.ts';

export const pt: Words = {
  NOT_LIVE: {
    title: 'Não conseguimos confirmar a sua presença',
    message: 'Fique de frente para a câmera, com luz uniforme, sem tela nem foto na imagem.',
  },
  FACE_MATCH_FAILED: {
    title: 'O rosto não coincide',
    message: 'A selfie não coincide com a foto que temos registrada.',
  },
  REFERENCE_IMAGE_VALIDATION_FAILED: {
    title: 'Sua foto registrada não pode ser usada',
    message: 'Entre em contato com o serviço que trouxe você até aqui.',
  },
  REFERENCE_IMAGE_NOT_FOUND: {
    title: 'Sua foto registrada não foi encontrada',
    message: 'Entre em contato com o serviço que trouxe você até aqui.',
  },
  DOCUMENT_NOT_FOUND: {
    title: 'Não há rosto na foto',
    message: 'Segure a câmera na altura dos olhos e mantenha todo o rosto dentro da moldura.',
  },
  INVALID_DOCUMENT: {
    title: 'A foto não está nítida',
    message: 'Procure uma luz uniforme, tire o que cobre o rosto e fique só você na foto.',
  },
  VERIFICATION_FAILED: {
    title: 'Algo deu errado do nosso lado',
    message: 'Não foi possível verificar sua foto. Tente de novo daqui a pouco.',
  },
  ATTEMPTS_EXHAUSTED: {
    title: 'Não há mais tentativas',
    message: 'Entre em contato com o serviço que trouxe você até aqui.',
  },
};
