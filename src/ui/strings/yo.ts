/** Machine-made: no native reader has read it yet. */
import type { Translation } from './translation.ts';

export const words: Translation = {
  name: { liveness: 'Àyẹ̀wò sẹ́lífì', verification: 'Ìjẹ́rìísí ojú' },
  action: {
    begin: 'Ya sẹ́lífì mi',
    retry: 'Gbìyànjú lẹ́ẹ̀kan sí i',
    cancel: 'Fagi lé e',
    close: 'Ti pa',
    help: 'Gba ìrànlọ́wọ́',
    copyLink: 'Da ìjápọ̀ kọ',
    linkCopied: 'A ti da ìjápọ̀ kọ',
    stay: 'Dúró síbí',
    leave: 'Jáde',
    passive: 'Tẹ̀síwájú láìsí ìṣípòpadà',
    dimScreen: 'Pa ìmọ́lẹ̀ ojú ìbòjú',
    phone: 'Tẹ̀síwájú lórí fóònù rẹ',
    newCode: 'Ṣe kóòdù tuntun',
    thisComputer: 'Lo kọ̀ǹpútà yìí',
  },
  intro: {
    title: 'Ẹ múra sílẹ̀ fún sẹ́lífì kíákíá',
    text: {
      liveness: 'Ó ń fi hàn pé ènìyàn gidi wà níbí. Ìṣẹ́jú-àáyá díẹ̀ ni.',
      verification: 'A ń fi í wé àwòrán yín tó wà lọ́wọ́ wa. Ìṣẹ́jú-àáyá díẹ̀ ni.',
    },
    steps: [
      'Ẹ wá ibi tí ìmọ́lẹ̀ ti dọ́gba, kí fèrèsé má wà lẹ́yìn yín',
      'Ẹ bọ́ fìlà, ìbòjú àti awò dúdú',
      'Ẹ di kámẹ́rà mú ní ìpele ojú',
    ],
    privacy: 'Fídíò kì í kúrò lórí ẹ̀rọ yín. Àwòrán sẹ́lífì nìkan ni à ń fi ránṣẹ́, lórí ìsopọ̀ tó ní ààbò.',
    illustration: 'Ojú kan nínú férémù bí ẹyin',
  },
  preparing: {
    checking: { title: 'Ẹ dúró díẹ̀', text: 'A ń pèsè ohun gbogbo.' },
    camera: { title: 'Ẹ gba kámẹ́rà láàyè', text: 'Aṣàwákiri yín máa béèrè fún àyè. Ẹ yan “Gbà láàyè” láti tẹ̀síwájú.' },
    engine: { title: 'Ó kù díẹ̀', text: 'A ń gbé àyẹ̀wò ojú jáde. Ẹ̀ẹ̀kan ṣoṣo ni èyí ń ṣẹlẹ̀.' },
  },
  capture: {
    title: 'Ẹ gbé ojú yín sínú àmì bí ẹyin',
    text: 'Sẹ́lífì máa ya fúnra rẹ̀.',
    holding: 'Ó dára, ẹ má mira',
    lit: 'A ti mú ojú ìbòjú mọ́lẹ̀ láti tan ìmọ́lẹ̀ sí ojú yín.',
    tinted: 'Àwọ̀ ojú ìbòjú ń yí padà díẹ̀díẹ̀.',
    taken: 'A ti ya sẹ́lífì',
    preview: 'Ìwò kámẹ́rà, bí inú dígí',
    previewUnmirrored: 'Ìwò kámẹ́rà',
    camera: 'Kámẹ́rà',
    cameraNumber: (number) => `Kámẹ́rà ${number}`,
  },
  challenge: {
    ask: {
      BLINK: 'Ẹ ṣẹ́jú méjèèjì',
      SMILE: 'Ẹ rẹ́rìn-ín, kí ẹ sì sinmi',
      TURN_LEFT: 'Ẹ yí orí sí òsì yín',
      TURN_RIGHT: 'Ẹ yí orí sí ọ̀tún yín',
      NOD: 'Ẹ mi orí sísàlẹ̀ lẹ́ẹ̀kan',
    },
    how: {
      BLINK: 'Ẹ di ojú méjèèjì fún ìgbà díẹ̀, kí ẹ sì là wọ́n.',
      SMILE: 'Ẹ rẹ́rìn-ín gan-an fún ìṣẹ́jú-àáyá kan, kí ẹ sì sinmi ẹnu.',
      TURN_LEFT: 'Ẹ yí díẹ̀díẹ̀ sí èjìká òsì.',
      TURN_RIGHT: 'Ẹ yí díẹ̀díẹ̀ sí èjìká ọ̀tún.',
      NOD: 'Ẹ gbé àgbọ̀n sí àyà, kí ẹ sì tún wòkè.',
    },
    text: 'Ẹ jẹ́ kí ojú yín wà nínú àmì bí ẹyin.',
    rest: 'Ẹ wo iwájú tààrà',
    back: 'Ó dára, ẹ padà báyìí',
    otherWay: 'Apá kejì, ẹ jọ̀wọ́',
    progress: (number, total) => `${number} nínú ${total}`,
    timeLeft: 'Àkókò tó kù',
  },
  sending: {
    uploading: { title: 'A ń fi sẹ́lífì yín ránṣẹ́', text: 'Ẹ jọ̀wọ́ ẹ jẹ́ kí ojú-ewé yìí ṣí sílẹ̀.' },
    processing: { title: 'A ń yẹ sẹ́lífì yín wò', text: 'Ìṣẹ́jú-àáyá díẹ̀ ni ó sábà máa ń gbà.' },
    late: 'A ṣì ń ṣiṣẹ́ lórí rẹ̀. Ẹ ṣé tí ẹ dúró.',
  },
  retry: { tips: 'Ìwọ̀nyí máa ń ràn yín lọ́wọ́', attemptsLeft: { other: 'Ìgbìyànjú tó kù: {count}.' } },
  tip: {
    light: 'Ẹ kọjú sí fèrèsé tàbí iná kí ìmọ́lẹ̀ lè dọ́gba',
    lens: 'Ẹ nu awò kámẹ́rà',
    uncover: 'Ẹ má bo ojú yín rárá',
    level: 'Ẹ di kámẹ́rà mú ní ìpele ojú, kí ẹ sì wò ó tààrà',
    person: 'Ẹ lo ojú ara yín níwájú kámẹ́rà, kì í ṣe àwòrán tàbí ojú ìbòjú',
    still: 'Ẹ má mira títí òrùka yóò fi kún',
  },
  blocked: {
    waiting: 'A máa tẹ̀síwájú fúnra wa bí kámẹ́rà bá ti wà.',
    steps: 'Bí a ṣe ń gba kámẹ́rà láàyè',
    place: {
      'chrome-desktop': [
        'Ẹ tẹ àmì tó wà ní òsì ọ̀pá àdírẹ́sì',
        'Ẹ tan “Kámẹ́rà”',
        'Ẹ padà síbí. Bí nǹkan kò bá yí, ẹ yan “Gbìyànjú lẹ́ẹ̀kan sí i”',
      ],
      'chrome-android': [
        'Ẹ fọwọ́ kan àmì tó wà ní òsì àdírẹ́sì',
        'Ẹ fọwọ́ kan “Àwọn ìgbàláàyè”, lẹ́yìn náà “Kámẹ́rà”',
        'Ẹ yan “Gbà láàyè”',
      ],
      'safari-ios': [
        'Ẹ fọwọ́ kan bọ́tìnì àkójọ ojú-ewé nínú ọ̀pá àdírẹ́sì',
        'Ẹ fọwọ́ kan “Ètò Ìkànnì”, tàbí àmì mẹ́ta ná',
        'Ẹ fi “Kámẹ́rà” sí “Gbà láàyè”',
      ],
      'safari-mac': [
        'Nínú ọ̀pá àkójọ, ẹ ṣí “Safari”, lẹ́yìn náà “Ètò fún Ìkànnì Yìí”',
        'Ẹ fi “Kámẹ́rà” sí “Gbà láàyè”',
        'Ẹ padà síbí, kí ẹ yan “Gbìyànjú lẹ́ẹ̀kan sí i”',
      ],
      'firefox-desktop': [
        'Ẹ tẹ kámẹ́rà tí a fàlà sí nínú ọ̀pá àdírẹ́sì',
        'Ẹ yọ ìdènà tó wà lẹ́gbẹ̀ẹ́ “Lo kámẹ́rà”',
        'Ẹ yan “Gbìyànjú lẹ́ẹ̀kan sí i”, lẹ́yìn náà “Gbà láàyè”',
      ],
      'firefox-android': [
        'Ẹ fọwọ́ kan àgádágodo lẹ́gbẹ̀ẹ́ àdírẹ́sì',
        'Ẹ fọwọ́ kan “Kámẹ́rà” títí yóò fi hàn pé “A gbà á”',
        'Ẹ yan “Gbìyànjú lẹ́ẹ̀kan sí i”',
      ],
      'in-app': ['Ẹ ṣí àkójọ aṣàwákiri áàpù yìí', 'Ẹ yan “Ṣí nínú aṣàwákiri”', 'Ẹ tún àyẹ̀wò bẹ̀rẹ̀ níbẹ̀'],
      'other-browser': [
        'Ẹ ṣí ètò aṣàwákiri yín fún ìkànnì yìí',
        'Ẹ fi kámẹ́rà sí “Gbà láàyè”',
        'Ẹ yan “Gbìyànjú lẹ́ẹ̀kan sí i”',
      ],
    },
    system: {
      android: [
        'Ẹ ṣí “Ètò”, lẹ́yìn náà “Àwọn áàpù” àti aṣàwákiri yín',
        'Ẹ fọwọ́ kan “Àwọn ìgbàláàyè”, lẹ́yìn náà “Kámẹ́rà”',
        'Ẹ yan “Gbà láàyè”',
      ],
      ios: ['Ẹ ṣí “Ètò”, kí ẹ wá aṣàwákiri yín', 'Ẹ tan “Kámẹ́rà”', 'Ẹ padà, kí ẹ yan “Gbìyànjú lẹ́ẹ̀kan sí i”'],
      mac: [
        'Ẹ ṣí “Ètò Ẹ̀rọ”, lẹ́yìn náà “Ìpamọ́ àti Ààbò”',
        'Ẹ yan “Kámẹ́rà”, kí ẹ tan án fún aṣàwákiri yín',
        'Ẹ padà, kí ẹ yan “Gbìyànjú lẹ́ẹ̀kan sí i”',
      ],
      windows: [
        'Ẹ ṣí “Ètò”, lẹ́yìn náà “Ìpamọ́ àti ààbò” àti “Kámẹ́rà”',
        'Ẹ tan kámẹ́rà fún àwọn áàpù àti aṣàwákiri yín',
        'Ẹ padà, kí ẹ yan “Gbìyànjú lẹ́ẹ̀kan sí i”',
      ],
      other: ['Ẹ ṣí ètò ìpamọ́ ẹ̀rọ yín', 'Ẹ jẹ́ kí aṣàwákiri yín lo kámẹ́rà', 'Ẹ padà, kí ẹ yan “Gbìyànjú lẹ́ẹ̀kan sí i”'],
    },
    canvas: {
      steps: 'Bí a ṣe ń gbà á láàyè',
      firefox: [
        'Ẹ tẹ àmì àwòrán tó wà ní òsì ọ̀pá àdírẹ́sì',
        'Ẹ gba ìkànnì yìí láàyè láti lo àwòrán “canvas”',
        'Ẹ yan “Gbìyànjú lẹ́ẹ̀kan sí i”. Bí nǹkan kò bá yí, ẹ lo aṣàwákiri mìíràn',
      ],
      other: [
        'Ẹ ṣí ètò ìpamọ́ aṣàwákiri yín, tàbí ti àfikún rẹ̀, fún ìkànnì yìí',
        'Ẹ pa ààbò ìdámọ̀ aṣàwákiri',
        'Ẹ yan “Gbìyànjú lẹ́ẹ̀kan sí i”. Bí nǹkan kò bá yí, ẹ lo aṣàwákiri mìíràn',
      ],
    },
  },
  paused: {
    hidden: { title: 'A dá a dúró', text: 'Ẹ padà sí ojú-ewé yìí láti tẹ̀síwájú.' },
    camera: { title: 'Kámẹ́rà dúró', text: 'A máa tẹ̀síwájú bí ó bá ti padà.' },
  },
  done: {
    passed: { title: 'Ó ti parí', text: 'A ti jẹ́rìí sí sẹ́lífì yín. Ẹ ṣé.' },
    decided: { title: 'A ti gba sẹ́lífì yín', text: 'Èsì máa hàn ní ojú-ewé tí ẹ ti wá.' },
  },
  cancelled: { title: 'Ẹ ti jáde nínú àyẹ̀wò', text: 'Ẹ lè tún bẹ̀rẹ̀ nígbàkigbà.' },
  leaving: {
    title: 'Ṣé ẹ fẹ́ jáde nínú àyẹ̀wò?',
    text: 'Sẹ́lífì yín ń lọ. Bí ẹ bá jáde báyìí, èsì lè sọnù, a sì lè ka ìgbìyànjú yìí.',
  },
  idle: {
    title: 'Ṣé ẹ ṣì wà níbẹ̀?',
    text: 'Àyẹ̀wò máa parí ní ìṣẹ́jú kan. Ẹ yan “Dúró síbí” láti tẹ̀síwájú.',
  },
  handoff: {
    code: 'Kóòdù QR tó ń ṣí àyẹ̀wò yìí lórí fóònù rẹ',
    waiting: {
      title: 'Fi fóònù rẹ ṣàyẹ̀wò kóòdù yìí',
      text: 'Dojú kámẹ́rà fóònù kọ kóòdù náà. Ṣe èyí fún àyẹ̀wò tí ìwọ fúnra rẹ bẹ̀rẹ̀ nìkan.',
    },
    opened: { title: 'Máa bá a lọ pẹ̀lú fóònù rẹ', text: 'Ojú ìwé yìí yóò tẹ̀síwájú fúnra rẹ̀ tí o bá parí níbẹ̀.' },
    expired: { title: 'Àkókò kóòdù náà ti kọjá', text: 'Ṣe tuntun, kí o sì fi fóònù rẹ ṣàyẹ̀wò rẹ̀.' },
    left: {
      title: 'A dá àyẹ̀wò náà dúró lórí fóònù rẹ',
      text: 'Ṣe kóòdù tuntun láti tẹ̀síwájú níbẹ̀, tàbí lo kọ̀ǹpútà yìí.',
    },
    unmade: { title: 'A kò lè ṣe kóòdù náà', text: 'Wo ìsopọ̀ íńtánẹ́ẹ̀tì rẹ, lẹ́yìn náà ṣe kóòdù tuntun.' },
    done: { title: 'Ó ti parí níbí', text: 'O lè padà sí kọ̀ǹpútà rẹ báyìí.' },
  },
  hint: {
    'no-face': 'Ẹ wo kámẹ́rà',
    'several-faces': 'Ẹnìkan ṣoṣo, ẹ jọ̀wọ́',
    'face-cut-off': 'Ẹ fi gbogbo ojú hàn',
    'too-far': 'Ẹ sún mọ́',
    'too-close': 'Ẹ sún sẹ́yìn díẹ̀',
    'move-left': 'Ẹ sún sí òsì yín díẹ̀',
    'move-right': 'Ẹ sún sí ọ̀tún yín díẹ̀',
    'move-up': 'Ẹ gòkè díẹ̀',
    'move-down': 'Ẹ sọ̀ kalẹ̀ díẹ̀',
    'look-straight': 'Ẹ wo iwájú tààrà',
    'head-tilted': 'Ẹ gbé orí ró',
    'too-dark': 'Ẹ wá ìmọ́lẹ̀ sí i',
    'too-bright': 'Ìmọ́lẹ̀ pọ̀, ẹ yẹra',
    'uneven-light': 'Ẹ kọjú sí ìmọ́lẹ̀',
    'blurred': 'Ẹ nu awò, ẹ dì í mú',
    'hold-still': 'Ẹ má mira',
    'hold': 'Ó dára, ẹ má mira',
  },
  error: {
    'unsupported-browser': {
      title: 'Aṣàwákiri yìí kò lè ṣe àyẹ̀wò',
      text: 'Ẹ ṣí ojú-ewé yìí nínú Chrome, Edge, Firefox tàbí Safari tuntun.',
    },
    'insecure-context': {
      title: 'Ojú-ewé yìí kò ní ààbò',
      text: 'Kámẹ́rà ń ṣiṣẹ́ lórí ojú-ewé tó ní ààbò nìkan. Ẹ ṣí àdírẹ́sì tó bẹ̀rẹ̀ pẹ̀lú https.',
    },
    'canvas-blocked': {
      title: 'Ètò ìpamọ́ kan ń bo àwòrán',
      text: 'Ààbò aṣàwákiri yín ń fún wa ní àwòrán tí kò tọ́. Ẹ lè gba ìkànnì yìí láàyè láti kà á.',
    },
    'asset-load-failed': {
      title: 'Àyẹ̀wò kò lè jáde',
      text: 'Apá kan kò dé. Ẹ tún gbìyànjú láìpẹ́. Bí kò bá ṣiṣẹ́, ẹ sọ fún ẹgbẹ́ ìrànlọ́wọ́ ojúlé yìí.',
    },
    'asset-mismatch': {
      title: 'Àyẹ̀wò kò lè jáde pẹ̀lú ààbò',
      text: 'Fáìlì kan yí padà lójú ọ̀nà. Ẹ gbìyànjú nẹ́tíwọ́ọ̀kì mìíràn, tàbí ẹ padà wá.',
    },
    'engine-failed': { title: 'Àyẹ̀wò kò lè bẹ̀rẹ̀', text: 'Ẹ ti àwọn áàpù àti táàbù mìíràn pa, kí ẹ tún gbìyànjú.' },
    'worker-crashed': { title: 'Àyẹ̀wò dúró lójijì', text: 'Ẹ ti àwọn áàpù àti táàbù mìíràn pa, kí ẹ tún gbìyànjú.' },
    'permission-policy': {
      title: 'A kò gba kámẹ́rà láàyè lórí ojú-ewé yìí',
      text: 'Ìkànnì yìí kò jẹ́ kí a lo kámẹ́rà níbí. Ẹ jọ̀wọ́ ẹ sọ fún ẹgbẹ́ ìrànlọ́wọ́ rẹ̀.',
    },
    'permission-user': {
      title: 'A nílò kámẹ́rà yín',
      text: 'A ti dí i fún ojú-ewé yìí. Ẹ lè tún gbà á láàyè ní ìgbésẹ̀ díẹ̀.',
    },
    'permission-system': {
      title: 'Ẹ̀rọ yín ń dí kámẹ́rà',
      text: 'Aṣàwákiri yín kò ní àyè láti lo kámẹ́rà. Ẹ lè yí i padà nínú ètò ẹ̀rọ.',
    },
    'camera-in-use': {
      title: 'Áàpù mìíràn ń lo kámẹ́rà yín',
      text: 'Ẹ ti ìpè fídíò àti táàbù mìíràn tó ń lo kámẹ́rà pa.',
    },
    'camera-none': { title: 'A kò rí kámẹ́rà', text: 'Ẹ so kámẹ́rà mọ́ ọn, tàbí ẹ ṣí ojú-ewé yìí lórí fóònù yín.' },
    'camera-lost': { title: 'Kámẹ́rà ti já', text: 'Ẹ wo okùn rẹ̀, tàbí ẹ ti áàpù tó ń lò ó pa, kí ẹ tún gbìyànjú.' },
    'camera-too-small': {
      title: 'Àwòrán kámẹ́rà yìí kéré jù',
      text: 'Ẹ yan kámẹ́rà mìíràn, tàbí ẹ ṣí ojú-ewé yìí lórí ẹ̀rọ mìíràn.',
    },
    'camera-failed': {
      title: 'Kámẹ́rà kò ṣiṣẹ́',
      text: 'Ẹ ti àwọn áàpù mìíràn tó ń lò ó pa. Bí kò bá ṣiṣẹ́, ẹ tún ẹ̀rọ yín bẹ̀rẹ̀.',
    },
    'capture-timeout': {
      title: 'A kò rí ojú yín dáadáa',
      text: 'Ó máa ń ṣẹlẹ̀. Àwọn ìmọ̀ràn yìí ń ran ọ̀pọ̀ ènìyàn lọ́wọ́.',
    },
    'capture-failed': { title: 'A kò lè ya sẹ́lífì', text: 'Ẹ jọ̀wọ́ ẹ gbìyànjú lẹ́ẹ̀kan sí i.' },
    'challenge-timeout': {
      title: 'A kò rí ìṣípòpadà náà',
      text: 'Ẹ kọ́kọ́ wo kámẹ́rà tààrà, kí ẹ ṣe é pẹ̀lẹ́pẹ̀lẹ́. Ẹ lè tún gbìyànjú.',
    },
    'network-offline': { title: 'Ẹ kò sí lórí íńtánẹ́ẹ̀tì', text: 'Ẹ so mọ́ íńtánẹ́ẹ̀tì, kí ẹ tún gbìyànjú.' },
    'network-timeout': {
      title: 'Ìsopọ̀ náà lọ́ra jù',
      text: 'Ẹ lọ síbi tí nẹ́tíwọ́ọ̀kì ti dára, tàbí ẹ lo Wi-Fi, kí ẹ tún gbìyànjú.',
    },
    'network-failed': { title: 'Ìsopọ̀ náà já', text: 'Ẹ wo ìsopọ̀ íńtánẹ́ẹ̀tì yín, kí ẹ tún gbìyànjú.' },
    'api-unauthorized': { title: 'Àkókò tó wà fún èyí ti parí', text: 'Ẹ padà sí ojú-ewé tí ẹ ti wá, kí ẹ tún bẹ̀rẹ̀.' },
    'api-rejected': { title: 'Àyẹ̀wò kò lè tẹ̀síwájú', text: 'Ẹ padà sí ojú-ewé tí ẹ ti wá, kí ẹ tún bẹ̀rẹ̀.' },
    'api-rate-limited': { title: 'Ìbéèrè pọ̀ jù báyìí', text: 'Ẹ dúró fún ìṣẹ́jú kan, kí ẹ tún bẹ̀rẹ̀.' },
    'api-failed': { title: 'Iṣẹ́ wa ní ìṣòro', text: 'Kì í ṣe ẹ̀bi yín. Ẹ jọ̀wọ́ ẹ tún gbìyànjú lẹ́yìn ìṣẹ́jú díẹ̀.' },
    'api-malformed': { title: 'Iṣẹ́ wa ní ìṣòro', text: 'Kì í ṣe ẹ̀bi yín. Ẹ jọ̀wọ́ ẹ tún gbìyànjú lẹ́yìn ìṣẹ́jú díẹ̀.' },
    'processing-timeout': {
      title: 'Ó ń pẹ́ ju bó ṣe yẹ lọ',
      text: 'Sẹ́lífì yín ti dé. Ẹ padà sí ojú-ewé tí ẹ ti wá láti rí èsì nígbà tó bá yá.',
    },
    'handoff-unknown': { title: 'Ìjápọ̀ yìí kò tọ̀nà', text: 'Ṣe kóòdù tuntun lórí kọ̀ǹpútà rẹ, kí o sì ṣàyẹ̀wò rẹ̀.' },
    'handoff-used': {
      title: 'A ti lo ìjápọ̀ yìí tẹ́lẹ̀',
      text: 'Ẹ̀ẹ̀kan ṣoṣo ni ó ń ṣiṣẹ́. Ṣe kóòdù tuntun lórí kọ̀ǹpútà rẹ, kí o sì ṣàyẹ̀wò rẹ̀.',
    },
    'handoff-expired': {
      title: 'Àkókò ìjápọ̀ yìí ti kọjá',
      text: 'Ìṣẹ́jú díẹ̀ ni ìjápọ̀ ń lò. Ṣe kóòdù tuntun lórí kọ̀ǹpútà rẹ, kí o sì ṣàyẹ̀wò rẹ̀.',
    },
    'handoff-ended': { title: 'A dá àyẹ̀wò náà dúró lórí kọ̀ǹpútà rẹ', text: 'O lè ti ojú ìwé yìí.' },
    'too-many-attempts': {
      title: 'Ìgbìyànjú ti pọ̀ jù ní àkókò kúkúrú',
      text: 'Ẹ jọ̀wọ́ ẹ tún gbìyànjú nígbà mìíràn, tàbí kí ẹ padà sí ojú ìwé tí ẹ ti wá.',
    },
    'attempts-exhausted': {
      title: 'Kò sí ìgbìyànjú mọ́',
      text: 'A kò lè jẹ́rìí sí sẹ́lífì yín. Ẹ padà sí ojú-ewé tí ẹ ti wá láti rí ohun tí ẹ lè ṣe.',
    },
    'verification-failed': {
      title: 'A kò lè jẹ́rìí sí sẹ́lífì yín',
      text: 'Ẹ padà sí ojú-ewé tí ẹ ti wá láti rí ohun tí ẹ lè ṣe.',
    },
    'help-requested': { title: 'Ìrànlọ́wọ́ ń bọ̀', text: 'A ń mú yín lọ sí ibùdó ìrànlọ́wọ́.' },
    'session-timeout': { title: 'Àyẹ̀wò ṣí sílẹ̀ pẹ́ jù', text: 'Fún ààbò yín, a ti tì í pa. Ẹ padà, kí ẹ tún bẹ̀rẹ̀.' },
    'internal': { title: 'Ìṣòro kan ṣẹlẹ̀', text: 'Kì í ṣe ẹ̀bi yín. Ẹ jọ̀wọ́ ẹ tún bẹ̀rẹ̀.' },
  },
  reason: {
    NOT_LIVE: { title: 'Ẹ jẹ́ ká gbìyànjú lẹ́ẹ̀kan sí i', text: 'Kò dá wa lójú pé ènìyàn wà níwájú kámẹ́rà.' },
    DEVICE_SPOOF: {
      title: 'Ẹ jẹ́ ká gbìyànjú lẹ́ẹ̀kan sí i',
      text: 'Ó dà bí àwòrán tàbí ojú ìbòjú. A kò fi nǹkan kan ránṣẹ́.',
    },
    FACE_MATCH_FAILED: {
      title: 'Àwọn ojú kò bára mu',
      text: 'A kò lè so sẹ́lífì pọ̀ mọ́ àwòrán yín. Sẹ́lífì tó mọ́ sí i lè ràn wá lọ́wọ́.',
    },
    REFERENCE_IMAGE_VALIDATION_FAILED: {
      title: 'A kò lè lo àwòrán yín tó wà lọ́wọ́ wa',
      text: 'Sẹ́lífì tuntun kò ní ràn yín lọ́wọ́. Ẹ jọ̀wọ́ ẹ ní kí ẹgbẹ́ ìrànlọ́wọ́ pààrọ̀ àwòrán yín.',
    },
    REFERENCE_IMAGE_NOT_FOUND: {
      title: 'Kò sí àwòrán láti fi wé',
      text: 'Sẹ́lífì tuntun kò ní ràn yín lọ́wọ́. Ẹ jọ̀wọ́ ẹ kàn sí ẹgbẹ́ ìrànlọ́wọ́.',
    },
    DOCUMENT_NOT_FOUND: {
      title: 'A kò rí ojú kankan',
      text: 'Ẹ jọ̀wọ́ ẹ tún ya sẹ́lífì, kí gbogbo ojú yín wà nínú àmì bí ẹyin.',
    },
    INVALID_DOCUMENT: { title: 'Sẹ́lífì náà kò mọ́ tó', text: 'Ẹ jọ̀wọ́ ẹ tún yà á ní ìmọ́lẹ̀ tó dára.' },
    VERIFICATION_FAILED: { title: 'Àyẹ̀wò kò lè parí', text: 'Ìṣòro kan ṣẹlẹ̀ lọ́dọ̀ wa. Ẹ jọ̀wọ́ ẹ gbìyànjú lẹ́ẹ̀kan sí i.' },
  },
  unknownReason: { title: 'Ẹ jẹ́ ká gbìyànjú lẹ́ẹ̀kan sí i', text: 'A kò lè jẹ́rìí sí sẹ́lífì.' },
};
