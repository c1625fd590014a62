/** Machine-made: no native reader has read it yet. */
import type { Translation } from './translation.ts';

export const words: Translation = {
  name: { liveness: 'Contrôle par selfie', verification: 'Vérification du visage' },
  action: {
    begin: 'Prendre mon selfie',
    retry: 'Réessayer',
    cancel: 'Annuler',
    close: 'Fermer',
    help: 'Obtenir de l’aide',
    copyLink: 'Copier le lien',
    linkCopied: 'Lien copié',
    stay: 'Rester ici',
    leave: 'Quitter',
    passive: 'Continuer sans mouvements',
    dimScreen: 'Désactiver l’écran clair',
    phone: 'Continuer sur votre téléphone',
    newCode: 'Créer un nouveau code',
    thisComputer: 'Utiliser cet ordinateur',
  },
  intro: {
    title: 'Préparez-vous pour un selfie rapide',
    text: {
      liveness: 'Il montre qu’une vraie personne est présente. Cela prend quelques secondes.',
      verification: 'Nous le comparons à votre photo enregistrée. Cela prend quelques secondes.',
    },
    steps: [
      'Choisissez une lumière uniforme, sans fenêtre derrière vous',
      'Retirez chapeau, masque et lunettes teintées',
      'Tenez l’appareil à hauteur des yeux',
    ],
    privacy: 'La vidéo reste sur votre appareil. Seules des photos sont envoyées, par une connexion sécurisée.',
    illustration: 'Un visage dans un cadre ovale',
  },
  preparing: {
    checking: { title: 'Un instant', text: 'Nous préparons tout.' },
    camera: {
      title: 'Autorisez la caméra',
      text: 'Choisissez « Autoriser » quand votre navigateur le demande.',
    },
    engine: { title: 'Presque prêt', text: 'Le contrôle se charge, une seule fois.' },
  },
  capture: {
    title: 'Placez votre visage dans l’ovale',
    text: 'Le selfie se prend tout seul.',
    holding: 'Parfait, ne bougez plus',
    lit: 'L’écran devient clair pour éclairer votre visage.',
    tinted: 'L’écran change lentement de couleur.',
    taken: 'Selfie pris',
    preview: 'Aperçu de la caméra, en miroir',
    previewUnmirrored: 'Aperçu de la caméra',
    camera: 'Caméra',
    cameraNumber: (number) => `Caméra ${number}`,
  },
  challenge: {
    ask: {
      BLINK: 'Clignez des deux yeux',
      SMILE: 'Souriez, puis détendez-vous',
      TURN_LEFT: 'Tournez la tête vers votre gauche',
      TURN_RIGHT: 'Tournez la tête vers votre droite',
      NOD: 'Hochez la tête une fois',
    },
    how: {
      BLINK: 'Fermez les deux yeux un instant, puis rouvrez-les.',
      SMILE: 'Souriez largement une seconde, puis relâchez la bouche.',
      TURN_LEFT: 'Tournez lentement vers votre épaule gauche.',
      TURN_RIGHT: 'Tournez lentement vers votre épaule droite.',
      NOD: 'Baissez le menton vers la poitrine, puis relevez les yeux.',
    },
    text: 'Gardez votre visage dans l’ovale.',
    rest: 'Regardez droit devant vous',
    back: 'Bien, revenez maintenant',
    otherWay: 'De l’autre côté, s’il vous plaît',
    progress: (number, total) => `${number} sur ${total}`,
    timeLeft: 'Temps restant',
  },
  sending: {
    uploading: { title: 'Envoi de votre selfie', text: 'Gardez cette page ouverte.' },
    processing: { title: 'Vérification du selfie', text: 'Cela prend quelques secondes.' },
    late: 'Nous y travaillons encore. Merci de patienter.',
  },
  retry: {
    tips: 'Ce qui peut aider',
    attemptsLeft: { one: 'Il vous reste {count} essai.', other: 'Il vous reste {count} essais.' },
  },
  tip: {
    light: 'Placez-vous face à une fenêtre ou à une lampe pour une lumière uniforme',
    lens: 'Essuyez l’objectif de la caméra',
    uncover: 'Gardez tout votre visage découvert',
    level: 'Tenez la caméra à hauteur des yeux et regardez-la bien en face',
    person: 'Présentez votre propre visage, pas une photo ni un écran',
    still: 'Ne bougez pas avant que l’anneau soit plein',
  },
  blocked: {
    waiting: 'Nous continuerons automatiquement dès que la caméra sera là.',
    steps: 'Comment autoriser la caméra',
    place: {
      'chrome-desktop': [
        'Cliquez sur l’icône à gauche de la barre d’adresse',
        'Activez « Caméra »',
        'Revenez ici. Si rien ne change, choisissez « Réessayer »',
      ],
      'chrome-android': [
        'Touchez l’icône à gauche de l’adresse',
        'Touchez « Autorisations », puis « Caméra »',
        'Choisissez « Autoriser »',
      ],
      'safari-ios': [
        'Touchez le bouton du menu de page dans la barre d’adresse',
        'Touchez « Réglages du site web », ou d’abord les trois points',
        'Réglez « Caméra » sur « Autoriser »',
      ],
      'safari-mac': [
        'Dans la barre des menus, ouvrez « Safari », puis « Réglages pour ce site web »',
        'Réglez « Caméra » sur « Autoriser »',
        'Revenez ici et choisissez « Réessayer »',
      ],
      'firefox-desktop': [
        'Cliquez sur la caméra barrée dans la barre d’adresse',
        'Supprimez le blocage à côté de « Utiliser la caméra »',
        'Choisissez « Réessayer », puis « Autoriser »',
      ],
      'firefox-android': [
        'Touchez le cadenas à côté de l’adresse',
        'Touchez « Caméra » jusqu’à lire « Autorisé »',
        'Choisissez « Réessayer »',
      ],
      'in-app': [
        'Ouvrez le menu du navigateur de cette application',
        'Choisissez « Ouvrir dans le navigateur »',
        'Recommencez le contrôle là-bas',
      ],
      'other-browser': [
        'Ouvrez les réglages du navigateur pour ce site',
        'Réglez la caméra sur « Autoriser »',
        'Choisissez « Réessayer »',
      ],
    },
    system: {
      android: [
        'Ouvrez « Paramètres », puis « Applications » et votre navigateur',
        'Touchez « Autorisations », puis « Caméra »',
        'Choisissez « Autoriser »',
      ],
      ios: [
        'Ouvrez « Réglages » et descendez jusqu’à votre navigateur',
        'Activez « Caméra »',
        'Revenez et choisissez « Réessayer »',
      ],
      mac: [
        'Ouvrez « Réglages Système », puis « Confidentialité et sécurité »',
        'Choisissez « Caméra » et activez votre navigateur',
        'Revenez et choisissez « Réessayer »',
      ],
      windows: [
        'Ouvrez « Paramètres », puis « Confidentialité et sécurité » et « Caméra »',
        'Activez l’accès à la caméra pour les applications et votre navigateur',
        'Revenez et choisissez « Réessayer »',
      ],
      other: [
        'Ouvrez les réglages de confidentialité de votre appareil',
        'Autorisez votre navigateur à utiliser la caméra',
        'Revenez et choisissez « Réessayer »',
      ],
    },
    canvas: {
      steps: 'Comment l’autoriser',
      firefox: [
        'Cliquez sur l’icône d’image à gauche de la barre d’adresse',
        'Autorisez ce site à lire les données d’image « canvas »',
        'Choisissez « Réessayer ». Si rien ne change, utilisez un autre navigateur',
      ],
      other: [
        'Ouvrez les réglages de confidentialité du navigateur, ou de son extension, pour ce site',
        'Désactivez la protection contre le pistage par empreinte',
        'Choisissez « Réessayer ». Si rien ne change, utilisez un autre navigateur',
      ],
    },
  },
  paused: {
    hidden: { title: 'En pause', text: 'Revenez sur cette page pour continuer.' },
    camera: { title: 'La caméra a été interrompue', text: 'Nous continuerons dès son retour.' },
  },
  done: {
    passed: { title: 'C’est terminé', text: 'Votre selfie est confirmé. Merci.' },
    decided: { title: 'Votre selfie a été reçu', text: 'Le résultat apparaîtra sur la page d’où vous venez.' },
  },
  cancelled: { title: 'Vous avez quitté le contrôle', text: 'Vous pouvez recommencer quand vous voulez.' },
  leaving: {
    title: 'Quitter le contrôle ?',
    text: 'Votre selfie est en cours d’envoi. Si vous partez maintenant, le résultat peut être perdu et cet essai peut compter.',
  },
  idle: {
    title: 'Êtes-vous toujours là ?',
    text: 'Le contrôle se termine dans une minute. Choisissez « Rester ici » pour continuer.',
  },
  handoff: {
    code: 'Code QR qui ouvre cette vérification sur votre téléphone',
    waiting: {
      title: 'Scannez ce code avec votre téléphone',
      text: 'Pointez l’appareil photo du téléphone vers le code. Faites-le seulement si vous avez lancé cette vérification vous-même.',
    },
    opened: {
      title: 'Continuez sur votre téléphone',
      text: 'Cette page continue d’elle-même quand vous avez terminé.',
    },
    expired: { title: 'Le code a expiré', text: 'Créez-en un nouveau, puis scannez-le avec votre téléphone.' },
    left: {
      title: 'La vérification a été arrêtée sur votre téléphone',
      text: 'Créez un nouveau code pour y continuer, ou utilisez cet ordinateur.',
    },
    unmade: {
      title: 'Le code n’a pas pu être créé',
      text: 'Vérifiez votre connexion internet, puis créez un nouveau code.',
    },
    done: { title: 'C’est terminé ici', text: 'Vous pouvez revenir à votre ordinateur.' },
  },
  hint: {
    'no-face': 'Regardez la caméra',
    'several-faces': 'Une seule personne, merci',
    'face-cut-off': 'Montrez tout votre visage',
    'too-far': 'Approchez-vous',
    'too-close': 'Reculez un peu',
    'move-left': 'Allez un peu vers votre gauche',
    'move-right': 'Allez un peu vers votre droite',
    'move-up': 'Montez un peu',
    'move-down': 'Descendez un peu',
    'look-straight': 'Regardez droit devant vous',
    'head-tilted': 'Gardez la tête droite',
    'too-dark': 'Cherchez plus de lumière',
    'too-bright': 'Trop clair, évitez l’éblouissement',
    'uneven-light': 'Tournez-vous vers la lumière',
    'blurred': 'Essuyez l’objectif, puis stabilisez',
    'hold-still': 'Ne bougez pas',
    'hold': 'Parfait, ne bougez plus',
  },
  error: {
    'unsupported-browser': {
      title: 'Ce navigateur ne permet pas le contrôle',
      text: 'Ouvrez cette page dans une version récente de Chrome, Edge, Firefox ou Safari.',
    },
    'insecure-context': {
      title: 'Cette page n’est pas sécurisée',
      text: 'La caméra ne fonctionne que sur des pages sécurisées. Ouvrez l’adresse qui commence par https.',
    },
    'canvas-blocked': {
      title: 'Un réglage de confidentialité masque l’image',
      text: 'La protection contre le pistage de votre navigateur nous donne une image fausse. Vous pouvez autoriser ce site à la lire.',
    },
    'asset-load-failed': {
      title: 'Le contrôle n’a pas pu se charger',
      text: 'Une partie n’est pas arrivée. Réessayez dans un instant. Si cela ne suffit pas, prévenez l’assistance de ce site.',
    },
    'asset-mismatch': {
      title: 'Le contrôle n’a pas pu se charger en sécurité',
      text: 'Un fichier a été modifié en chemin. Essayez un autre réseau ou revenez plus tard.',
    },
    'engine-failed': {
      title: 'Le contrôle n’a pas pu démarrer',
      text: 'Fermez les autres applications et onglets, puis réessayez.',
    },
    'worker-crashed': {
      title: 'Le contrôle s’est arrêté soudainement',
      text: 'Fermez les autres applications et onglets, puis réessayez.',
    },
    'permission-policy': {
      title: 'La caméra n’est pas autorisée sur cette page',
      text: 'Le site ne nous laisse pas utiliser la caméra ici. Veuillez prévenir son équipe d’assistance.',
    },
    'permission-user': {
      title: 'Nous avons besoin de votre caméra',
      text: 'Elle est bloquée pour cette page. Vous pouvez l’autoriser de nouveau en quelques gestes.',
    },
    'permission-system': {
      title: 'Votre appareil bloque la caméra',
      text: 'Votre navigateur ne peut pas utiliser la caméra. Vous pouvez le changer dans les réglages de l’appareil.',
    },
    'camera-in-use': {
      title: 'Une autre application utilise la caméra',
      text: 'Fermez les appels vidéo et les autres onglets qui utilisent la caméra.',
    },
    'camera-none': {
      title: 'Aucune caméra trouvée',
      text: 'Branchez une caméra ou ouvrez cette page sur votre téléphone.',
    },
    'camera-lost': {
      title: 'La caméra a été déconnectée',
      text: 'Vérifiez son branchement ou fermez l’application qui l’utilise, puis réessayez.',
    },
    'camera-too-small': {
      title: 'L’image de cette caméra est trop petite',
      text: 'Choisissez une autre caméra, ou ouvrez cette page sur un autre appareil.',
    },
    'camera-failed': {
      title: 'La caméra n’a pas démarré',
      text: 'Fermez les autres applications qui l’utilisent. Si cela ne suffit pas, redémarrez votre appareil.',
    },
    'capture-timeout': {
      title: 'Nous n’avons pas bien vu votre visage',
      text: 'Cela arrive. Ces conseils aident la plupart des gens.',
    },
    'capture-failed': { title: 'Le selfie n’a pas pu être pris', text: 'Veuillez essayer encore une fois.' },
    'challenge-timeout': {
      title: 'Nous n’avons pas vu le mouvement',
      text: 'Regardez d’abord bien en face, puis prenez votre temps. Vous pouvez réessayer.',
    },
    'network-offline': { title: 'Vous êtes hors ligne', text: 'Connectez-vous à internet, puis réessayez.' },
    'network-timeout': {
      title: 'La connexion est trop lente',
      text: 'Cherchez un meilleur réseau ou utilisez le Wi-Fi, puis réessayez.',
    },
    'network-failed': {
      title: 'La connexion a été coupée',
      text: 'Vérifiez votre connexion internet, puis réessayez.',
    },
    'api-unauthorized': {
      title: 'Le temps prévu est écoulé',
      text: 'Revenez à la page d’où vous venez et recommencez.',
    },
    'api-rejected': {
      title: 'Le contrôle n’a pas pu continuer',
      text: 'Revenez à la page d’où vous venez et recommencez.',
    },
    'api-rate-limited': { title: 'Trop de demandes en ce moment', text: 'Attendez une minute, puis recommencez.' },
    'api-failed': {
      title: 'Notre service rencontre un problème',
      text: 'Vous n’y êtes pour rien. Veuillez réessayer dans quelques minutes.',
    },
    'api-malformed': {
      title: 'Notre service rencontre un problème',
      text: 'Vous n’y êtes pour rien. Veuillez réessayer dans quelques minutes.',
    },
    'processing-timeout': {
      title: 'Cela prend plus de temps que d’habitude',
      text: 'Votre selfie est arrivé. Revenez plus tard à la page d’où vous venez pour voir le résultat.',
    },
    'handoff-unknown': {
      title: 'Ce lien n’est pas valable',
      text: 'Créez un nouveau code sur votre ordinateur et scannez-le.',
    },
    'handoff-used': {
      title: 'Ce lien a déjà été utilisé',
      text: 'Il ne fonctionne qu’une fois. Créez un nouveau code sur votre ordinateur et scannez-le.',
    },
    'handoff-expired': {
      title: 'Ce lien a expiré',
      text: 'Un lien dure quelques minutes. Créez un nouveau code sur votre ordinateur et scannez-le.',
    },
    'handoff-ended': {
      title: 'La vérification a été arrêtée sur votre ordinateur',
      text: 'Vous pouvez fermer cette page.',
    },
    'too-many-attempts': {
      title: 'Trop d’essais en peu de temps',
      text: 'Réessayez plus tard, ou revenez à la page d’où vous venez.',
    },
    'attempts-exhausted': {
      title: 'Il ne reste plus d’essai',
      text: 'Nous n’avons pas pu confirmer votre selfie. Revenez à la page d’où vous venez pour savoir que faire.',
    },
    'verification-failed': {
      title: 'Nous n’avons pas pu confirmer votre selfie',
      text: 'Revenez à la page d’où vous venez pour savoir que faire.',
    },
    'help-requested': { title: 'L’aide arrive', text: 'Nous vous dirigeons vers le centre d’aide.' },
    'session-timeout': {
      title: 'Le contrôle est resté ouvert trop longtemps',
      text: 'Pour votre sécurité, nous l’avons fermé. Revenez en arrière et recommencez.',
    },
    'internal': { title: 'Un problème est survenu', text: 'Vous n’y êtes pour rien. Veuillez recommencer.' },
  },
  reason: {
    NOT_LIVE: {
      title: 'Essayons encore une fois',
      text: 'Nous n’avons pas pu vérifier qu’une personne était devant la caméra.',
    },
    DEVICE_SPOOF: {
      title: 'Essayons encore une fois',
      text: 'Cela ressemblait à une photo ou à un écran. Rien n’a été envoyé.',
    },
    FACE_MATCH_FAILED: {
      title: 'Les visages ne correspondent pas',
      text: 'Nous n’avons pas pu associer le selfie à votre photo. Un selfie plus net peut aider.',
    },
    REFERENCE_IMAGE_VALIDATION_FAILED: {
      title: 'Votre photo enregistrée est inutilisable',
      text: 'Un nouveau selfie n’aidera pas. Veuillez demander à l’assistance de mettre à jour votre photo.',
    },
    REFERENCE_IMAGE_NOT_FOUND: {
      title: 'Il n’y a pas de photo à comparer',
      text: 'Un nouveau selfie n’aidera pas. Veuillez contacter l’assistance.',
    },
    DOCUMENT_NOT_FOUND: {
      title: 'Nous n’avons pas trouvé de visage',
      text: 'Veuillez reprendre un selfie avec tout le visage dans l’ovale.',
    },
    INVALID_DOCUMENT: {
      title: 'Le selfie n’était pas assez net',
      text: 'Veuillez en reprendre un avec une meilleure lumière.',
    },
    VERIFICATION_FAILED: {
      title: 'Le contrôle n’a pas pu se terminer',
      text: 'Un problème est survenu de notre côté. Veuillez essayer encore une fois.',
    },
  },
  unknownReason: { title: 'Essayons encore une fois', text: 'Le selfie n’a pas pu être confirmé.' },
};
