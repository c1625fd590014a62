/** Machine-made: no native reader has read it yet. */
import type { Translation } from './translation.ts';

export const words: Translation = {
  name: { liveness: 'Duba hoton kai', verification: 'Tabbatar da fuska' },
  action: {
    begin: 'Ɗauki hoton kaina',
    retry: 'Sake gwadawa',
    cancel: 'Soke',
    close: 'Rufe',
    help: 'Nemi taimako',
    copyLink: 'Kwafi mahaɗi',
    linkCopied: 'An kwafi mahaɗi',
    stay: 'Zauna a nan',
    leave: 'Fita',
    passive: 'Ci gaba ba tare da motsi ba',
    dimScreen: 'Kashe hasken allo',
    phone: 'Ci gaba a wayarka',
    newCode: 'Yi sabuwar lamba',
    thisComputer: 'Yi amfani da wannan kwamfuta',
  },
  intro: {
    title: 'Ku shirya don ɗaukar hoton kai',
    text: {
      liveness: 'Yana nuna cewa mutum na gaske yana nan. Zai ɗauki ’yan daƙiƙoƙi.',
      verification: 'Muna kwatanta shi da hotonku da muke da shi. Zai ɗauki ’yan daƙiƙoƙi.',
    },
    steps: [
      'Ku nemi haske daidaitacce, ba tare da taga a bayanku ba',
      'Ku cire hula, takunkumi da tabarau mai duhu',
      'Ku riƙe kyamara daidai da idanu',
    ],
    privacy: 'Bidiyo yana zama a na’urarku. Hotunan kai kawai ake aikawa, ta hanyar haɗi mai tsaro.',
    illustration: 'Fuska a cikin firam mai siffar kwai',
  },
  preparing: {
    checking: { title: 'Ɗan jira kaɗan', text: 'Muna shirya komai.' },
    camera: { title: 'Ku ba kyamara izini', text: 'Burauzarku za ta nemi izini. Ku zaɓi “Ba da izini” don ci gaba.' },
    engine: { title: 'Ya kusa shiri', text: 'Ana loda tsarin duba fuska. Wannan yana faruwa sau ɗaya ne kawai.' },
  },
  capture: {
    title: 'Ku sa fuskarku a cikin siffar kwai',
    text: 'Za a ɗauki hoton da kansa.',
    holding: 'Da kyau, kada ku motsa',
    lit: 'An haskaka allon don haska fuskarku.',
    tinted: 'Launin allon yana canzawa a hankali.',
    taken: 'An ɗauki hoton kai',
    preview: 'Hoton kyamara, kamar madubi',
    previewUnmirrored: 'Hoton kyamara',
    camera: 'Kyamara',
    cameraNumber: (number) => `Kyamara ${number}`,
  },
  challenge: {
    ask: {
      BLINK: 'Ku ƙifta idanu biyu',
      SMILE: 'Ku yi murmushi, sannan ku saki fuska',
      TURN_LEFT: 'Ku juya kai zuwa hagunku',
      TURN_RIGHT: 'Ku juya kai zuwa damanku',
      NOD: 'Ku gyaɗa kai sau ɗaya',
    },
    how: {
      BLINK: 'Ku rufe idanu biyu kaɗan, sannan ku buɗe su.',
      SMILE: 'Ku yi babban murmushi na daƙiƙa ɗaya, sannan ku saki baki.',
      TURN_LEFT: 'Ku juya a hankali zuwa kafaɗar hagu.',
      TURN_RIGHT: 'Ku juya a hankali zuwa kafaɗar dama.',
      NOD: 'Ku sauke haɓa zuwa ƙirji, sannan ku ɗaga kai.',
    },
    text: 'Ku bar fuskarku a cikin siffar kwai.',
    rest: 'Ku kalli gaba kai tsaye',
    back: 'Da kyau, yanzu ku dawo',
    otherWay: 'Ɗayan ɓangaren, don Allah',
    progress: (number, total) => `${number} cikin ${total}`,
    timeLeft: 'Lokacin da ya rage',
  },
  sending: {
    uploading: { title: 'Ana aika hoton kanku', text: 'Don Allah ku bar wannan shafi a buɗe.' },
    processing: { title: 'Ana duba hoton kanku', text: 'Yawanci yana ɗaukar ’yan daƙiƙoƙi.' },
    late: 'Har yanzu muna kan aiki. Mun gode da jira.',
  },
  retry: { tips: 'Waɗannan suna taimakawa', attemptsLeft: { other: 'Saura gwaji {count}.' } },
  tip: {
    light: 'Ku fuskanci taga ko fitila don haske ya daidaita',
    lens: 'Ku goge ruwan tabarau na kyamara',
    uncover: 'Ku bar dukan fuskarku a buɗe',
    level: 'Ku riƙe kyamara daidai da idanu, ku kalle ta kai tsaye',
    person: 'Ku yi amfani da fuskarku a gaban kyamara, ba hoto ko allo ba',
    still: 'Kada ku motsa sai da’irar ta cika',
  },
  blocked: {
    waiting: 'Za mu ci gaba da kanmu da zarar kyamara ta samu.',
    steps: 'Yadda za a ba kyamara izini',
    place: {
      'chrome-desktop': [
        'Ku danna alamar da ke hagun sandar adireshi',
        'Ku kunna “Kyamara”',
        'Ku dawo nan. Idan ba abin da ya canja, ku zaɓi “Sake gwadawa”',
      ],
      'chrome-android': [
        'Ku taɓa alamar da ke hagun adireshi',
        'Ku taɓa “Izini”, sannan “Kyamara”',
        'Ku zaɓi “Ba da izini”',
      ],
      'safari-ios': [
        'Ku taɓa maɓallin menu na shafi a sandar adireshi',
        'Ku taɓa “Saitunan Shafin Yanar Gizo”, ko ɗigo uku da farko',
        'Ku sa “Kyamara” zuwa “Ba da izini”',
      ],
      'safari-mac': [
        'A sandar menu, ku buɗe “Safari”, sannan “Saitunan Wannan Shafi”',
        'Ku sa “Kyamara” zuwa “Ba da izini”',
        'Ku dawo nan ku zaɓi “Sake gwadawa”',
      ],
      'firefox-desktop': [
        'Ku danna kyamarar da aka ketare a sandar adireshi',
        'Ku cire shingen da ke kusa da “Amfani da kyamara”',
        'Ku zaɓi “Sake gwadawa”, sannan “Ba da izini”',
      ],
      'firefox-android': [
        'Ku taɓa makullin da ke kusa da adireshi',
        'Ku taɓa “Kyamara” har sai ya nuna “An ba da izini”',
        'Ku zaɓi “Sake gwadawa”',
      ],
      'in-app': ['Ku buɗe menu na burauzar wannan manhaja', 'Ku zaɓi “Buɗe a burauza”', 'Ku sake fara dubawa a can'],
      'other-browser': [
        'Ku buɗe saitunan burauzarku na wannan shafi',
        'Ku sa kyamara zuwa “Ba da izini”',
        'Ku zaɓi “Sake gwadawa”',
      ],
    },
    system: {
      android: [
        'Ku buɗe “Saituna”, sannan “Manhajoji” da burauzarku',
        'Ku taɓa “Izini”, sannan “Kyamara”',
        'Ku zaɓi “Ba da izini”',
      ],
      ios: ['Ku buɗe “Saituna” ku nemo burauzarku', 'Ku kunna “Kyamara”', 'Ku dawo ku zaɓi “Sake gwadawa”'],
      mac: [
        'Ku buɗe “Saitunan Tsarin”, sannan “Sirri da Tsaro”',
        'Ku zaɓi “Kyamara” ku kunna wa burauzarku',
        'Ku dawo ku zaɓi “Sake gwadawa”',
      ],
      windows: [
        'Ku buɗe “Saituna”, sannan “Sirri da tsaro” da “Kyamara”',
        'Ku kunna izinin kyamara ga manhajoji da burauzarku',
        'Ku dawo ku zaɓi “Sake gwadawa”',
      ],
      other: [
        'Ku buɗe saitunan sirri na na’urarku',
        'Ku bar burauzarku ta yi amfani da kyamara',
        'Ku dawo ku zaɓi “Sake gwadawa”',
      ],
    },
    canvas: {
      steps: 'Yadda za a ba da izini',
      firefox: [
        'Ku danna alamar hoto da ke hagun sandar adireshi',
        'Ku bar wannan shafi ya yi amfani da bayanan hoto na “canvas”',
        'Ku zaɓi “Sake gwadawa”. Idan ba abin da ya canja, ku yi amfani da wata burauza',
      ],
      other: [
        'Ku buɗe saitunan sirri na burauzarku, ko na ƙarinta, don wannan shafi',
        'Ku kashe kariyar gane burauza',
        'Ku zaɓi “Sake gwadawa”. Idan ba abin da ya canja, ku yi amfani da wata burauza',
      ],
    },
  },
  paused: {
    hidden: { title: 'An dakatar', text: 'Ku dawo wannan shafi don ci gaba.' },
    camera: { title: 'An katse kyamara', text: 'Za mu ci gaba da zarar ta dawo.' },
  },
  done: {
    passed: { title: 'An gama', text: 'An tabbatar da hoton kanku. Mun gode.' },
    decided: { title: 'An karɓi hoton kanku', text: 'Sakamakon zai bayyana a shafin da kuka fito.' },
  },
  cancelled: { title: 'Kun fita daga dubawa', text: 'Kuna iya sake farawa a kowane lokaci.' },
  leaving: {
    title: 'Ku fita daga dubawa?',
    text: 'Ana aika hoton kanku. Idan kun fita yanzu, sakamakon zai iya ɓacewa kuma za a iya ƙirga wannan gwajin.',
  },
  idle: {
    title: 'Kuna nan har yanzu?',
    text: 'Dubawa za ta ƙare cikin minti ɗaya. Ku zaɓi “Zauna a nan” don ci gaba.',
  },
  handoff: {
    code: 'Lambar QR da ke buɗe wannan bincike a wayarka',
    waiting: {
      title: 'Duba wannan lamba da wayarka',
      text: 'Nuna kyamarar wayarka ga lambar. Yi haka ne kawai idan kai ne ka fara wannan bincike.',
    },
    opened: { title: 'Ci gaba da wayarka', text: 'Wannan shafi zai ci gaba da kansa idan ka gama a can.' },
    expired: { title: 'Lokacin lambar ya wuce', text: 'Yi sabuwa, sannan ka duba ta da wayarka.' },
    left: {
      title: 'An dakatar da binciken a wayarka',
      text: 'Yi sabuwar lamba don ci gaba a can, ko ka yi amfani da wannan kwamfuta.',
    },
    unmade: { title: 'Ba a iya yin lambar ba', text: 'Duba haɗin intanet ɗinka, sannan ka yi sabuwar lamba.' },
    done: { title: 'An gama a nan', text: 'Yanzu za ka iya komawa kwamfutarka.' },
  },
  hint: {
    'no-face': 'Ku kalli kyamara',
    'several-faces': 'Mutum ɗaya kawai, don Allah',
    'face-cut-off': 'Ku nuna dukan fuskarku',
    'too-far': 'Ku matso kusa',
    'too-close': 'Ku ja baya kaɗan',
    'move-left': 'Ku matsa kaɗan zuwa hagunku',
    'move-right': 'Ku matsa kaɗan zuwa damanku',
    'move-up': 'Ku ɗaga sama kaɗan',
    'move-down': 'Ku yi ƙasa kaɗan',
    'look-straight': 'Ku kalli gaba kai tsaye',
    'head-tilted': 'Ku miƙe kanku',
    'too-dark': 'Ku nemi ƙarin haske',
    'too-bright': 'Haske ya yi yawa, ku kauce',
    'uneven-light': 'Ku fuskanci haske',
    'blurred': 'Ku goge tabarau, ku riƙe da kyau',
    'hold-still': 'Kada ku motsa',
    'hold': 'Da kyau, kada ku motsa',
  },
  error: {
    'unsupported-browser': {
      title: 'Wannan burauza ba za ta iya dubawa ba',
      text: 'Ku buɗe wannan shafi a sabuwar Chrome, Edge, Firefox ko Safari.',
    },
    'insecure-context': {
      title: 'Wannan shafi ba shi da tsaro',
      text: 'Kyamara tana aiki a shafuka masu tsaro kawai. Ku buɗe adireshin da ya fara da https.',
    },
    'canvas-blocked': {
      title: 'Saitin sirri yana ɓoye hoton',
      text: 'Kariyar burauzarku tana ba mu hoto ba daidai ba. Kuna iya barin wannan shafi ya karanta shi.',
    },
    'asset-load-failed': {
      title: 'An kasa loda dubawa',
      text: 'Wani ɓangare bai iso ba. Ku sake gwadawa nan da ɗan lokaci. Idan bai yi ba, ku sanar da masu tallafin wannan shafi.',
    },
    'asset-mismatch': {
      title: 'An kasa loda dubawa cikin tsaro',
      text: 'An canja wani fayil a hanya. Ku gwada wata hanyar sadarwa, ko ku dawo daga baya.',
    },
    'engine-failed': {
      title: 'An kasa fara dubawa',
      text: 'Ku rufe sauran manhajoji da shafuka, sannan ku sake gwadawa.',
    },
    'worker-crashed': {
      title: 'Dubawa ta tsaya ba zato',
      text: 'Ku rufe sauran manhajoji da shafuka, sannan ku sake gwadawa.',
    },
    'permission-policy': {
      title: 'Ba a yarda da kyamara a wannan shafi ba',
      text: 'Shafin bai bar mu mu yi amfani da kyamara a nan ba. Don Allah ku sanar da masu taimakonsa.',
    },
    'permission-user': {
      title: 'Muna buƙatar kyamararku',
      text: 'An toshe ta a wannan shafi. Kuna iya sake ba ta izini a ’yan matakai.',
    },
    'permission-system': {
      title: 'Na’urarku ta toshe kyamara',
      text: 'Burauzarku ba ta da izinin kyamara. Kuna iya canja hakan a saitunan na’ura.',
    },
    'camera-in-use': {
      title: 'Wata manhaja tana amfani da kyamara',
      text: 'Ku rufe kiran bidiyo da sauran shafuka masu amfani da kyamara.',
    },
    'camera-none': { title: 'Ba a sami kyamara ba', text: 'Ku haɗa kyamara, ko ku buɗe wannan shafi a wayarku.' },
    'camera-lost': {
      title: 'An cire kyamara',
      text: 'Ku duba wayarta, ko ku rufe manhajar da ke amfani da ita, sannan ku sake gwadawa.',
    },
    'camera-too-small': {
      title: 'Hoton wannan kyamara ya yi ƙanƙanta',
      text: 'Ku zaɓi wata kyamara, ko ku buɗe wannan shafi a wata na’ura.',
    },
    'camera-failed': {
      title: 'Kyamara ba ta fara aiki ba',
      text: 'Ku rufe sauran manhajoji masu amfani da ita. Idan bai taimaka ba, ku sake kunna na’urarku.',
    },
    'capture-timeout': {
      title: 'Ba mu ga fuskarku da kyau ba',
      text: 'Hakan yana faruwa. Waɗannan shawarwari suna taimaka wa yawancin mutane.',
    },
    'capture-failed': { title: 'An kasa ɗaukar hoton kai', text: 'Don Allah ku sake gwadawa sau ɗaya.' },
    'challenge-timeout': {
      title: 'Ba mu ga motsin ba',
      text: 'Da farko ku kalli kyamara kai tsaye, sannan ku yi a hankali. Kuna iya sake gwadawa.',
    },
    'network-offline': { title: 'Ba ku kan intanet', text: 'Ku haɗa da intanet, sannan ku sake gwadawa.' },
    'network-timeout': {
      title: 'Haɗin ya yi jinkiri sosai',
      text: 'Ku koma inda sigina ta fi kyau, ko ku yi amfani da Wi-Fi, sannan ku sake gwadawa.',
    },
    'network-failed': { title: 'Haɗin ya katse', text: 'Ku duba haɗin intanet ɗinku, sannan ku sake gwadawa.' },
    'api-unauthorized': { title: 'Lokacin yin wannan ya ƙare', text: 'Ku koma shafin da kuka fito ku sake farawa.' },
    'api-rejected': { title: 'An kasa ci gaba da dubawa', text: 'Ku koma shafin da kuka fito ku sake farawa.' },
    'api-rate-limited': { title: 'Buƙatu sun yi yawa a yanzu', text: 'Ku jira minti ɗaya, sannan ku sake farawa.' },
    'api-failed': {
      title: 'Sabis ɗinmu yana da matsala',
      text: 'Ba laifinku ba ne. Don Allah ku sake gwadawa bayan ’yan mintuna.',
    },
    'api-malformed': {
      title: 'Sabis ɗinmu yana da matsala',
      text: 'Ba laifinku ba ne. Don Allah ku sake gwadawa bayan ’yan mintuna.',
    },
    'processing-timeout': {
      title: 'Wannan ya fi yadda aka saba tsawo',
      text: 'Hoton kanku ya iso. Ku koma shafin da kuka fito don ganin sakamako daga baya.',
    },
    'handoff-unknown': { title: 'Wannan hanyar haɗi ba ta aiki', text: 'Yi sabuwar lamba a kwamfutarka ka duba ta.' },
    'handoff-used': {
      title: 'An riga an yi amfani da wannan hanyar',
      text: 'Sau ɗaya kawai take aiki. Yi sabuwar lamba a kwamfutarka ka duba ta.',
    },
    'handoff-expired': {
      title: 'Lokacin wannan hanyar haɗi ya wuce',
      text: 'Hanyar tana ɗaukar mintuna kaɗan. Yi sabuwar lamba a kwamfutarka ka duba ta.',
    },
    'handoff-ended': { title: 'An dakatar da binciken a kwamfutarka', text: 'Za ka iya rufe wannan shafi.' },
    'too-many-attempts': {
      title: 'An gwada sau da yawa cikin ɗan lokaci',
      text: 'Don Allah ku sake gwadawa daga baya, ko ku koma shafin da kuka fito.',
    },
    'attempts-exhausted': {
      title: 'Babu sauran gwaji',
      text: 'Mun kasa tabbatar da hoton kanku. Ku koma shafin da kuka fito don ganin abin da za ku yi.',
    },
    'verification-failed': {
      title: 'Mun kasa tabbatar da hoton kanku',
      text: 'Ku koma shafin da kuka fito don ganin abin da za ku yi.',
    },
    'help-requested': { title: 'Taimako yana zuwa', text: 'Ana kai ku cibiyar taimako.' },
    'session-timeout': { title: 'Dubawa ta daɗe a buɗe', text: 'Don tsaronku mun rufe ta. Ku koma ku sake farawa.' },
    'internal': { title: 'An sami matsala', text: 'Ba laifinku ba ne. Don Allah ku sake farawa.' },
  },
  reason: {
    NOT_LIVE: { title: 'Mu sake gwadawa sau ɗaya', text: 'Ba mu tabbata cewa mutum yana gaban kyamara ba.' },
    DEVICE_SPOOF: { title: 'Mu sake gwadawa sau ɗaya', text: 'Ya yi kama da hoto ko allo. Ba a aika komai ba.' },
    FACE_MATCH_FAILED: {
      title: 'Fuskokin ba su dace ba',
      text: 'Mun kasa daidaita hoton kai da hotonku. Hoto mafi haske zai iya taimakawa.',
    },
    REFERENCE_IMAGE_VALIDATION_FAILED: {
      title: 'Ba za a iya amfani da hotonku ba',
      text: 'Sabon hoton kai ba zai taimaka ba. Don Allah ku nemi masu taimako su sabunta hotonku.',
    },
    REFERENCE_IMAGE_NOT_FOUND: {
      title: 'Babu hoton da za a kwatanta',
      text: 'Sabon hoton kai ba zai taimaka ba. Don Allah ku tuntuɓi masu taimako.',
    },
    DOCUMENT_NOT_FOUND: {
      title: 'Ba mu sami fuska ba',
      text: 'Don Allah ku sake ɗaukar hoto da dukan fuskarku a cikin siffar kwai.',
    },
    INVALID_DOCUMENT: { title: 'Hoton kai bai fito sosai ba', text: 'Don Allah ku sake ɗauka a haske mafi kyau.' },
    VERIFICATION_FAILED: {
      title: 'An kasa kammala dubawa',
      text: 'An sami matsala a ɓangarenmu. Don Allah ku sake gwadawa sau ɗaya.',
    },
  },
  unknownReason: { title: 'Mu sake gwadawa sau ɗaya', text: 'An kasa tabbatar da hoton kai.' },
};
