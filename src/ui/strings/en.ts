import type { Translation } from './translation.ts';

export const words: Translation = {
  name: { liveness: 'Selfie check', verification: 'Face verification' },
  action: {
    begin: 'Take my selfie',
    retry: 'Try again',
    cancel: 'Cancel',
    close: 'Close',
    help: 'Get help',
    copyLink: 'Copy the link',
    linkCopied: 'Link copied',
    stay: 'Stay here',
    leave: 'Leave',
    passive: 'Continue without movements',
    dimScreen: 'Turn off the bright screen',
    phone: 'Continue on your phone',
    newCode: 'Make a new code',
    thisComputer: 'Use this computer',
  },
  intro: {
    title: 'Get ready for a quick selfie',
    text: {
      liveness: 'It shows that a real person is here. It takes a few seconds.',
      verification: 'We compare it with your photo on file. It takes a few seconds.',
    },
    steps: [
      'Find even light, with no window behind you',
      'Take off hat, mask and tinted glasses',
      'Hold the camera at eye level',
    ],
    privacy: 'Video stays on your device. Only still selfies are sent, over a secure connection.',
    illustration: 'A face inside an oval frame',
  },
  preparing: {
    checking: { title: 'One moment', text: 'Getting things ready.' },
    camera: { title: 'Allow the camera', text: 'Your browser asks for permission. Choose “Allow” to continue.' },
    engine: { title: 'Almost ready', text: 'Loading the face check. This happens once.' },
  },
  capture: {
    title: 'Place your face in the oval',
    text: 'We take the selfie for you.',
    holding: 'Lovely, hold still',
    lit: 'The screen is bright to light your face.',
    tinted: 'The screen changes colour slowly.',
    taken: 'Selfie taken',
    preview: 'Camera preview, mirrored',
    previewUnmirrored: 'Camera preview',
    camera: 'Camera',
    cameraNumber: (number) => `Camera ${number}`,
  },
  challenge: {
    ask: {
      BLINK: 'Blink with both eyes',
      SMILE: 'Smile, then relax',
      TURN_LEFT: 'Turn your head to your left',
      TURN_RIGHT: 'Turn your head to your right',
      NOD: 'Nod once',
    },
    how: {
      BLINK: 'Close both eyes for a moment, then open them again.',
      SMILE: 'Smile broadly for a second, then relax your mouth.',
      TURN_LEFT: 'Turn slowly towards your left shoulder.',
      TURN_RIGHT: 'Turn slowly towards your right shoulder.',
      NOD: 'Lower your chin to your chest, then look up again.',
    },
    text: 'Keep your face in the oval.',
    rest: 'Look straight ahead',
    back: 'Good, and back again',
    otherWay: 'The other way, please',
    progress: (number, total) => `${number} of ${total}`,
    timeLeft: 'Time left',
  },
  sending: {
    uploading: { title: 'Sending your selfie', text: 'Please keep this page open.' },
    processing: { title: 'Checking your selfie', text: 'This usually takes a few seconds.' },
    late: 'Still working on it. Thank you for waiting.',
  },
  retry: {
    tips: 'This helps',
    attemptsLeft: { one: 'You have {count} try left.', other: 'You have {count} tries left.' },
  },
  tip: {
    light: 'Face a window or a lamp, so that the light is even',
    lens: 'Wipe the camera lens',
    uncover: 'Keep your whole face uncovered',
    level: 'Hold the camera at eye level and look straight at it',
    person: 'Use your own face in front of the camera, not a picture or a screen',
    still: 'Hold still until the ring is full',
  },
  blocked: {
    waiting: 'We continue as soon as the camera is there.',
    steps: 'How to allow the camera',
    place: {
      'chrome-desktop': [
        'Click the icon at the left of the address bar',
        'Switch “Camera” on',
        'Come back here. If nothing happens, choose “Try again”',
      ],
      'chrome-android': [
        'Tap the icon at the left of the address',
        'Tap “Permissions”, then “Camera”',
        'Choose “Allow”',
      ],
      'safari-ios': [
        'Tap the page menu button in the address bar',
        'Tap “Website Settings”, or the three dots first',
        'Set “Camera” to “Allow”',
      ],
      'safari-mac': [
        'In the menu bar, open “Safari”, then “Settings for This Website”',
        'Set “Camera” to “Allow”',
        'Come back here and choose “Try again”',
      ],
      'firefox-desktop': [
        'Click the crossed-out camera in the address bar',
        'Remove the block beside “Use the camera”',
        'Choose “Try again”, then “Allow”',
      ],
      'firefox-android': [
        'Tap the lock beside the address',
        'Tap “Camera” until it says “Allowed”',
        'Choose “Try again”',
      ],
      'in-app': ['Open the menu of this app’s browser', 'Choose “Open in browser”', 'Start the check again there'],
      'other-browser': [
        'Open your browser’s settings for this website',
        'Set the camera to “Allow”',
        'Choose “Try again”',
      ],
    },
    system: {
      android: ['Open “Settings”, then “Apps” and your browser', 'Tap “Permissions”, then “Camera”', 'Choose “Allow”'],
      ios: ['Open “Settings” and scroll to your browser', 'Switch “Camera” on', 'Come back and choose “Try again”'],
      mac: [
        'Open “System Settings”, then “Privacy & Security”',
        'Choose “Camera” and switch your browser on',
        'Come back and choose “Try again”',
      ],
      windows: [
        'Open “Settings”, then “Privacy & security” and “Camera”',
        'Switch on camera access for apps and your browser',
        'Come back and choose “Try again”',
      ],
      other: [
        'Open your device’s privacy settings',
        'Allow your browser to use the camera',
        'Come back and choose “Try again”',
      ],
    },
    canvas: {
      steps: 'How to allow it',
      firefox: [
        'Click the picture icon at the left of the address bar',
        'Allow this site to use “canvas” image data',
        'Choose “Try again”. If nothing changes, use another browser',
      ],
      other: [
        'Open the privacy settings of your browser, or its extension, for this website',
        'Switch off the protection against fingerprinting',
        'Choose “Try again”. If nothing changes, use another browser',
      ],
    },
  },
  paused: {
    hidden: { title: 'Paused', text: 'Come back to this page to continue.' },
    camera: { title: 'The camera was interrupted', text: 'We continue as soon as it is back.' },
  },
  done: {
    passed: { title: 'All done', text: 'Your selfie was confirmed. Thank you.' },
    decided: { title: 'Your selfie was received', text: 'The result is on its way to the page that you came from.' },
  },
  cancelled: { title: 'You left the check', text: 'You can start again whenever you like.' },
  leaving: {
    title: 'Leave the check?',
    text: 'Your selfie is on its way. If you leave now, the result may be lost and this try may still count.',
  },
  idle: {
    title: 'Are you still there?',
    text: 'The check ends in a minute. Choose “Stay here” to continue.',
  },
  handoff: {
    code: 'QR code that opens this check on your phone',
    waiting: {
      title: 'Scan this code with your phone',
      text: 'Point the camera of your phone at the code. Only do this for a check that you started yourself.',
    },
    opened: { title: 'Continue on your phone', text: 'This page continues when you are done there.' },
    expired: { title: 'The code has expired', text: 'Make a new one, then scan it with your phone.' },
    left: {
      title: 'The check was stopped on your phone',
      text: 'Make a new code to continue there, or use this computer.',
    },
    unmade: { title: 'The code could not be made', text: 'Check your internet connection, then make a new code.' },
    done: { title: 'All done here', text: 'You can go back to your computer now.' },
  },
  hint: {
    'no-face': 'Look into the camera',
    'several-faces': 'Only one person, please',
    'face-cut-off': 'Show your whole face',
    'too-far': 'Come closer',
    'too-close': 'Move back a little',
    'move-left': 'Move a little to your left',
    'move-right': 'Move a little to your right',
    'move-up': 'Move up a little',
    'move-down': 'Move down a little',
    'look-straight': 'Look straight ahead',
    'head-tilted': 'Keep your head upright',
    'too-dark': 'Find more light',
    'too-bright': 'Too bright, step out of the glare',
    'uneven-light': 'Turn to face the light',
    'blurred': 'Wipe the lens, then hold steady',
    'hold-still': 'Hold still',
    'hold': 'Lovely, hold still',
  },
  error: {
    'unsupported-browser': {
      title: 'This browser cannot do the check',
      text: 'Open this page in a current Chrome, Edge, Firefox or Safari.',
    },
    'insecure-context': {
      title: 'This page is not secure',
      text: 'The camera works on secure pages only. Open the address that starts with https.',
    },
    'canvas-blocked': {
      title: 'A privacy setting hides the picture',
      text: 'The protection against fingerprinting in your browser gives us wrong pixels. You can allow this website to read them.',
    },
    'asset-load-failed': {
      title: 'The check could not load',
      text: 'A part of it did not arrive. Try again in a moment. If that does not help, tell the support team of this website.',
    },
    'asset-mismatch': {
      title: 'The check could not load safely',
      text: 'A file was changed on its way to you. Try another network, or come back later.',
    },
    'engine-failed': {
      title: 'The check could not start',
      text: 'Close other apps and tabs, then try again.',
    },
    'worker-crashed': {
      title: 'The check stopped unexpectedly',
      text: 'Close other apps and tabs, then try again.',
    },
    'permission-policy': {
      title: 'The camera is not allowed on this page',
      text: 'The website does not let us use the camera here. Please tell its support team.',
    },
    'permission-user': {
      title: 'We need your camera',
      text: 'It was blocked for this page. You can allow it again in a few taps.',
    },
    'permission-system': {
      title: 'Your device blocks the camera',
      text: 'Your browser may not use the camera. You can change that in the settings of your device.',
    },
    'camera-in-use': {
      title: 'Another app uses your camera',
      text: 'Close video calls and other tabs that use the camera.',
    },
    'camera-none': {
      title: 'No camera found',
      text: 'Connect a camera, or open this page on your phone.',
    },
    'camera-lost': {
      title: 'The camera was disconnected',
      text: 'Check its plug, or close the app that took it, then try again.',
    },
    'camera-too-small': {
      title: 'The picture of this camera is too small',
      text: 'Choose another camera, or open this page on another device.',
    },
    'camera-failed': {
      title: 'The camera did not start',
      text: 'Close other apps that use it. If that does not help, restart your device.',
    },
    'capture-timeout': {
      title: 'We could not see your face well',
      text: 'That happens. These tips help most people.',
    },
    'capture-failed': {
      title: 'The selfie could not be taken',
      text: 'Please try once more.',
    },
    'challenge-timeout': {
      title: 'We did not see the movement',
      text: 'Look straight at the camera first, then take your time. You can try again.',
    },
    'network-offline': {
      title: 'You are offline',
      text: 'Connect to the internet, then try again.',
    },
    'network-timeout': {
      title: 'The connection is too slow',
      text: 'Move to a place with better reception, or use Wi-Fi, then try again.',
    },
    'network-failed': {
      title: 'The connection was interrupted',
      text: 'Check your internet connection, then try again.',
    },
    'api-unauthorized': {
      title: 'Your time for this check has run out',
      text: 'Go back to the page that you came from and start again.',
    },
    'api-rejected': {
      title: 'The check could not be continued',
      text: 'Go back to the page that you came from and start again.',
    },
    'api-rate-limited': {
      title: 'Too many requests just now',
      text: 'Wait a minute, then start again.',
    },
    'api-failed': {
      title: 'Our service has a problem',
      text: 'It is not your fault. Please try again in a few minutes.',
    },
    'api-malformed': {
      title: 'Our service has a problem',
      text: 'It is not your fault. Please try again in a few minutes.',
    },
    'processing-timeout': {
      title: 'This takes longer than usual',
      text: 'Your selfie arrived. Go back to the page that you came from to see the result later.',
    },
    'handoff-unknown': { title: 'This link is not valid', text: 'Make a new code on your computer and scan it.' },
    'handoff-used': {
      title: 'This link has already been used',
      text: 'It works only once. Make a new code on your computer and scan it.',
    },
    'handoff-expired': {
      title: 'This link has expired',
      text: 'Links last a few minutes. Make a new code on your computer and scan it.',
    },
    'handoff-ended': { title: 'The check was stopped on your computer', text: 'You can close this page.' },
    'too-many-attempts': {
      title: 'Too many tries in a short time',
      text: 'Please try again later, or go back to the page that you came from.',
    },
    'attempts-exhausted': {
      title: 'No tries left',
      text: 'We could not confirm your selfie. Go back to the page that you came from to see what you can do.',
    },
    'verification-failed': {
      title: 'We could not confirm your selfie',
      text: 'Go back to the page that you came from to see what you can do.',
    },
    'help-requested': {
      title: 'Help is on its way',
      text: 'We are taking you to the help centre.',
    },
    'session-timeout': {
      title: 'The check was open for too long',
      text: 'For your safety we closed it. Go back and start again.',
    },
    'internal': {
      title: 'Something went wrong',
      text: 'It is not your fault. Please start again.',
    },
  },
  reason: {
    NOT_LIVE: {
      title: 'Let’s try that once more',
      text: 'We could not make sure that a person was in front of the camera.',
    },
    DEVICE_SPOOF: {
      title: 'Let’s try that once more',
      text: 'It looked like a picture or a screen. Nothing was sent.',
    },
    FACE_MATCH_FAILED: {
      title: 'The faces did not match',
      text: 'We could not match your selfie with your photo. A clearer selfie may help.',
    },
    REFERENCE_IMAGE_VALIDATION_FAILED: {
      title: 'Your photo on file cannot be used',
      text: 'A new selfie will not help. Please ask the support team to update your photo.',
    },
    REFERENCE_IMAGE_NOT_FOUND: {
      title: 'There is no photo to compare with',
      text: 'A new selfie will not help. Please ask the support team.',
    },
    DOCUMENT_NOT_FOUND: {
      title: 'We could not find a face',
      text: 'Please take another selfie with your whole face in the oval.',
    },
    INVALID_DOCUMENT: {
      title: 'The selfie was not clear enough',
      text: 'Please take another one in better light.',
    },
    VERIFICATION_FAILED: {
      title: 'The check could not be finished',
      text: 'Something went wrong on our side. Please try once more.',
    },
  },
  unknownReason: { title: 'Let’s try that once more', text: 'The selfie could not be confirmed.' },
};
