/** Machine-made: no native reader has read it yet. */
import type { Words } from './words.ts';

export const fr: Words = {
  NOT_LIVE: {
    title: 'Nous n’avons pas pu confirmer votre présence',
    message: 'Placez-vous face à la caméra dans une lumière uniforme, sans écran ni photo dans le champ.',
  },
  FACE_MATCH_FAILED: {
    title: 'Le visage ne correspond pas',
    message: 'Le selfie ne correspond pas à la photo que nous avons.',
  },
  REFERENCE_IMAGE_VALIDATION_FAILED: {
    title: 'Votre photo enregistrée est inutilisable',
    message: 'Veuillez contacter le service qui vous a dirigé ici.',
  },
  REFERENCE_IMAGE_NOT_FOUND: {
    title: 'Votre photo enregistrée est introuvable',
    message: 'Veuillez contacter le service qui vous a dirigé ici.',
  },
  DOCUMENT_NOT_FOUND: {
    title: 'Aucun visage sur la photo',
    message: 'Tenez l’appareil à hauteur des yeux et gardez tout le visage dans le cadre.',
  },
  INVALID_DOCUMENT: {
    title: 'La photo n’est pas assez nette',
    message: 'Choisissez une lumière uniforme, découvrez votre visage et soyez seul sur la photo.',
  },
  VERIFICATION_FAILED: {
    title: 'Un problème est survenu de notre côté',
    message: 'Votre photo n’a pas pu être vérifiée. Veuillez réessayer dans un instant.',
  },
  ATTEMPTS_EXHAUSTED: {
    title: 'Il ne reste plus d’essai',
    message: 'Veuillez contacter le service qui vous a dirigé ici.',
  },
};
