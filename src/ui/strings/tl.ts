/** Machine-made: no native reader has read it yet. */
import type { Translation } from './translation.ts';

export const words: Translation = {
  name: { liveness: 'Pagsusuri ng selfie', verification: 'Pag-verify ng mukha' },
  action: {
    begin: 'Kunan ang selfie ko',
    retry: 'Subukan ulit',
    cancel: 'Kanselahin',
    close: 'Isara',
    help: 'Humingi ng tulong',
    copyLink: 'Kopyahin ang link',
    linkCopied: 'Nakopya na ang link',
    stay: 'Manatili rito',
    leave: 'Umalis',
    passive: 'Magpatuloy nang walang galaw',
    dimScreen: 'I-off ang maliwanag na screen',
    phone: 'Magpatuloy sa iyong telepono',
    newCode: 'Gumawa ng bagong code',
    thisComputer: 'Gamitin ang computer na ito',
  },
  intro: {
    title: 'Maghanda para sa mabilis na selfie',
    text: {
      liveness: 'Ipinapakita nito na may totoong tao rito. Ilang segundo lang po ito.',
      verification: 'Ihahambing namin ito sa larawan ninyong nasa talaan. Ilang segundo lang po ito.',
    },
    steps: [
      'Humanap ng pantay na liwanag na walang bintana sa likod',
      'Alisin ang sumbrero, mask, at madilim na salamin',
      'Hawakan ang kamera nang kapantay ng mata',
    ],
    privacy: 'Mananatili ang video sa inyong device. Mga selfie lang ang ipinapadala, sa ligtas na koneksiyon.',
    illustration: 'Isang mukha sa loob ng hugis-itlog na balangkas',
  },
  preparing: {
    checking: { title: 'Sandali lang po', text: 'Inihahanda namin ang lahat.' },
    camera: {
      title: 'Payagan ang kamera',
      text: 'Hihingi ng pahintulot ang inyong browser. Piliin ang “Payagan” para magpatuloy.',
    },
    engine: { title: 'Malapit na po', text: 'Nilo-load ang pagsusuri ng mukha. Isang beses lang ito.' },
  },
  capture: {
    title: 'Ilagay ang mukha sa hugis-itlog',
    text: 'Kusang kukunan ang selfie.',
    holding: 'Maganda, huwag gagalaw',
    lit: 'Maliwanag ang screen para mailawan ang mukha mo.',
    tinted: 'Dahan-dahang nagbabago ang kulay ng screen.',
    taken: 'Nakunan na ang selfie',
    preview: 'Tanaw ng kamera, gaya ng salamin',
    previewUnmirrored: 'Tanaw ng kamera',
    camera: 'Kamera',
    cameraNumber: (number) => `Kamera ${number}`,
  },
  challenge: {
    ask: {
      BLINK: 'Ipikit ang dalawang mata',
      SMILE: 'Ngumiti, tapos magpahinga',
      TURN_LEFT: 'Lumingon sa inyong kaliwa',
      TURN_RIGHT: 'Lumingon sa inyong kanan',
      NOD: 'Tumango nang isang beses',
    },
    how: {
      BLINK: 'Ipikit sandali ang dalawang mata, tapos imulat ulit.',
      SMILE: 'Ngumiti nang malapad nang isang segundo, tapos irelaks ang bibig.',
      TURN_LEFT: 'Dahan-dahang lumingon sa kaliwang balikat.',
      TURN_RIGHT: 'Dahan-dahang lumingon sa kanang balikat.',
      NOD: 'Ibaba ang baba sa dibdib, tapos tumingala ulit.',
    },
    text: 'Panatilihin ang mukha sa hugis-itlog.',
    rest: 'Tumingin nang diretso',
    back: 'Mabuti, bumalik na po',
    otherWay: 'Sa kabila naman po',
    progress: (number, total) => `${number} sa ${total}`,
    timeLeft: 'Natitirang oras',
  },
  sending: {
    uploading: { title: 'Ipinapadala ang inyong selfie', text: 'Pakipanatiling bukas ang page na ito.' },
    processing: { title: 'Sinusuri ang inyong selfie', text: 'Karaniwang ilang segundo lang ito.' },
    late: 'Ginagawa pa po namin ito. Salamat sa paghihintay.',
  },
  retry: { tips: 'Makakatulong ito', attemptsLeft: { other: 'May {count} subok pa kayo.' } },
  tip: {
    light: 'Humarap sa bintana o ilaw para pantay ang liwanag',
    lens: 'Punasan ang lente ng kamera',
    uncover: 'Huwag takpan ang buong mukha',
    level: 'Hawakan ang kamera nang kapantay ng mata at tumingin dito nang diretso',
    person: 'Gamitin ang sarili ninyong mukha sa harap ng kamera, hindi larawan o screen',
    still: 'Huwag gumalaw hanggang mapuno ang bilog',
  },
  blocked: {
    waiting: 'Kusa kaming magpapatuloy kapag handa na ang kamera.',
    steps: 'Paano payagan ang kamera',
    place: {
      'chrome-desktop': [
        'I-click ang icon sa kaliwa ng address bar',
        'I-on ang “Camera”',
        'Bumalik dito. Kung walang nangyari, piliin ang “Subukan ulit”',
      ],
      'chrome-android': [
        'I-tap ang icon sa kaliwa ng address',
        'I-tap ang “Permissions”, tapos ang “Camera”',
        'Piliin ang “Payagan”',
      ],
      'safari-ios': [
        'I-tap ang menu ng page sa address bar',
        'I-tap ang “Website Settings”, o ang tatlong tuldok muna',
        'Itakda ang “Camera” sa “Allow”',
      ],
      'safari-mac': [
        'Sa menu bar, buksan ang “Safari”, tapos ang “Settings for This Website”',
        'Itakda ang “Camera” sa “Allow”',
        'Bumalik dito at piliin ang “Subukan ulit”',
      ],
      'firefox-desktop': [
        'I-click ang may-guhit na kamera sa address bar',
        'Alisin ang block sa tabi ng “Use the camera”',
        'Piliin ang “Subukan ulit”, tapos ang “Allow”',
      ],
      'firefox-android': [
        'I-tap ang kandado sa tabi ng address',
        'I-tap ang “Camera” hanggang lumabas ang “Allowed”',
        'Piliin ang “Subukan ulit”',
      ],
      'in-app': [
        'Buksan ang menu ng browser ng app na ito',
        'Piliin ang “Buksan sa browser”',
        'Simulan ulit doon ang pagsusuri',
      ],
      'other-browser': [
        'Buksan ang settings ng browser para sa website na ito',
        'Itakda ang kamera sa “Payagan”',
        'Piliin ang “Subukan ulit”',
      ],
    },
    system: {
      android: [
        'Buksan ang “Settings”, tapos ang “Apps” at ang inyong browser',
        'I-tap ang “Permissions”, tapos ang “Camera”',
        'Piliin ang “Payagan”',
      ],
      ios: [
        'Buksan ang “Settings” at hanapin ang inyong browser',
        'I-on ang “Camera”',
        'Bumalik at piliin ang “Subukan ulit”',
      ],
      mac: [
        'Buksan ang “System Settings”, tapos ang “Privacy & Security”',
        'Piliin ang “Camera” at i-on ang inyong browser',
        'Bumalik at piliin ang “Subukan ulit”',
      ],
      windows: [
        'Buksan ang “Settings”, tapos ang “Privacy & security” at “Camera”',
        'I-on ang camera access para sa mga app at sa inyong browser',
        'Bumalik at piliin ang “Subukan ulit”',
      ],
      other: [
        'Buksan ang privacy settings ng inyong device',
        'Payagan ang browser na gamitin ang kamera',
        'Bumalik at piliin ang “Subukan ulit”',
      ],
    },
    canvas: {
      steps: 'Paano ito payagan',
      firefox: [
        'I-click ang icon ng larawan sa kaliwa ng address bar',
        'Payagan ang site na gamitin ang “canvas” image data',
        'Piliin ang “Subukan ulit”. Kung walang nagbago, gumamit ng ibang browser',
      ],
      other: [
        'Buksan ang privacy settings ng browser o ng extension nito para sa website na ito',
        'I-off ang proteksiyon laban sa fingerprinting',
        'Piliin ang “Subukan ulit”. Kung walang nagbago, gumamit ng ibang browser',
      ],
    },
  },
  paused: {
    hidden: { title: 'Naka-pause', text: 'Bumalik sa page na ito para magpatuloy.' },
    camera: { title: 'Naputol ang kamera', text: 'Magpapatuloy kami kapag bumalik na ito.' },
  },
  done: {
    passed: { title: 'Tapos na po', text: 'Nakumpirma ang inyong selfie. Salamat po.' },
    decided: { title: 'Natanggap ang inyong selfie', text: 'Lalabas ang resulta sa page na pinanggalingan ninyo.' },
  },
  cancelled: { title: 'Umalis kayo sa pagsusuri', text: 'Maaari kayong magsimula ulit kahit kailan.' },
  leaving: {
    title: 'Umalis sa pagsusuri?',
    text: 'Ipinapadala na ang inyong selfie. Kung aalis kayo ngayon, maaaring mawala ang resulta at maaaring mabilang pa rin ang subok na ito.',
  },
  idle: {
    title: 'Nariyan pa ba kayo?',
    text: 'Matatapos ang pagsusuri sa loob ng isang minuto. Piliin ang “Manatili rito” para magpatuloy.',
  },
  handoff: {
    code: 'QR code na nagbubukas ng pagsusuring ito sa iyong telepono',
    waiting: {
      title: 'I-scan ang code na ito gamit ang telepono',
      text: 'Itapat ang camera ng telepono sa code. Gawin lang ito kung ikaw ang nagsimula ng pagsusuri.',
    },
    opened: {
      title: 'Magpatuloy gamit ang telepono',
      text: 'Kusang magpapatuloy ang pahinang ito kapag tapos ka na roon.',
    },
    expired: { title: 'Nag-expire na ang code', text: 'Gumawa ng bago, saka i-scan gamit ang telepono.' },
    left: {
      title: 'Inihinto ang pagsusuri sa telepono mo',
      text: 'Gumawa ng bagong code para magpatuloy roon, o gamitin ang computer na ito.',
    },
    unmade: {
      title: 'Hindi magawa ang code',
      text: 'Tingnan ang koneksyon mo sa internet, saka gumawa ng bagong code.',
    },
    done: { title: 'Tapos na rito', text: 'Maaari ka nang bumalik sa iyong computer.' },
  },
  hint: {
    'no-face': 'Tumingin sa kamera',
    'several-faces': 'Isang tao lang po',
    'face-cut-off': 'Ipakita ang buong mukha',
    'too-far': 'Lumapit pa po',
    'too-close': 'Umatras nang kaunti',
    'move-left': 'Gumalaw nang kaunti pakaliwa',
    'move-right': 'Gumalaw nang kaunti pakanan',
    'move-up': 'Umangat nang kaunti',
    'move-down': 'Bumaba nang kaunti',
    'look-straight': 'Tumingin nang diretso',
    'head-tilted': 'Ituwid ang ulo',
    'too-dark': 'Humanap ng mas maliwanag',
    'too-bright': 'Masyadong maliwanag, umiwas po',
    'uneven-light': 'Humarap sa liwanag',
    'blurred': 'Punasan ang lente, hawakang mabuti',
    'hold-still': 'Huwag gumalaw',
    'hold': 'Maganda, huwag gagalaw',
  },
  error: {
    'unsupported-browser': {
      title: 'Hindi kaya ng browser na ito ang pagsusuri',
      text: 'Buksan ang page na ito sa bagong Chrome, Edge, Firefox, o Safari.',
    },
    'insecure-context': {
      title: 'Hindi ligtas ang page na ito',
      text: 'Gumagana lang ang kamera sa ligtas na page. Buksan ang address na nagsisimula sa https.',
    },
    'canvas-blocked': {
      title: 'May privacy setting na nagtatago ng larawan',
      text: 'Maling pixel ang ibinibigay ng proteksiyon laban sa fingerprinting ng browser. Maaari ninyong payagan ang website na basahin ang mga ito.',
    },
    'asset-load-failed': {
      title: 'Hindi ma-load ang pagsusuri',
      text: 'May bahaging hindi dumating. Subukan ulit mamaya. Kung ayaw pa rin, sabihan ang support team ng website na ito.',
    },
    'asset-mismatch': {
      title: 'Hindi ma-load nang ligtas ang pagsusuri',
      text: 'May file na nabago habang papunta sa inyo. Subukan ang ibang network, o bumalik mamaya.',
    },
    'engine-failed': {
      title: 'Hindi masimulan ang pagsusuri',
      text: 'Isara ang ibang app at tab, tapos subukan ulit.',
    },
    'worker-crashed': {
      title: 'Biglang huminto ang pagsusuri',
      text: 'Isara ang ibang app at tab, tapos subukan ulit.',
    },
    'permission-policy': {
      title: 'Hindi pinapayagan ang kamera sa page na ito',
      text: 'Hindi kami pinapayagan ng website na gamitin ang kamera rito. Pakisabihan po ang support team nito.',
    },
    'permission-user': {
      title: 'Kailangan namin ang inyong kamera',
      text: 'Na-block ito para sa page na ito. Maaari ninyo itong payagan ulit sa ilang tap.',
    },
    'permission-system': {
      title: 'Bina-block ng inyong device ang kamera',
      text: 'Hindi magamit ng browser ang kamera. Maaari ninyo itong baguhin sa settings ng device.',
    },
    'camera-in-use': {
      title: 'May ibang app na gumagamit ng kamera',
      text: 'Isara ang mga video call at ibang tab na gumagamit ng kamera.',
    },
    'camera-none': {
      title: 'Walang nakitang kamera',
      text: 'Magkabit ng kamera, o buksan ang page na ito sa inyong telepono.',
    },
    'camera-lost': {
      title: 'Nadiskonekta ang kamera',
      text: 'Tingnan ang saksak nito, o isara ang app na gumagamit nito, tapos subukan ulit.',
    },
    'camera-too-small': {
      title: 'Masyadong maliit ang larawan ng kamerang ito',
      text: 'Pumili ng ibang kamera, o buksan ang pahinang ito sa ibang device.',
    },
    'camera-failed': {
      title: 'Hindi nagsimula ang kamera',
      text: 'Isara ang ibang app na gumagamit nito. Kung hindi gumana, i-restart ang inyong device.',
    },
    'capture-timeout': {
      title: 'Hindi namin makita nang malinaw ang mukha',
      text: 'Ayos lang po iyon. Nakakatulong ang mga tip na ito sa karamihan.',
    },
    'capture-failed': { title: 'Hindi nakunan ang selfie', text: 'Pakisubukan po nang isa pang beses.' },
    'challenge-timeout': {
      title: 'Hindi namin nakita ang galaw',
      text: 'Tumingin muna nang diretso sa kamera, tapos huwag magmadali. Maaari ninyong subukan ulit.',
    },
    'network-offline': { title: 'Offline kayo ngayon', text: 'Kumonekta sa internet, tapos subukan ulit.' },
    'network-timeout': {
      title: 'Masyadong mabagal ang koneksiyon',
      text: 'Lumipat sa lugar na mas malakas ang signal, o gumamit ng Wi-Fi, tapos subukan ulit.',
    },
    'network-failed': {
      title: 'Naputol ang koneksiyon',
      text: 'Tingnan ang koneksiyon sa internet, tapos subukan ulit.',
    },
    'api-unauthorized': {
      title: 'Naubos na ang oras para rito',
      text: 'Bumalik sa page na pinanggalingan ninyo at magsimula ulit.',
    },
    'api-rejected': {
      title: 'Hindi maituloy ang pagsusuri',
      text: 'Bumalik sa page na pinanggalingan ninyo at magsimula ulit.',
    },
    'api-rate-limited': {
      title: 'Masyadong maraming kahilingan ngayon',
      text: 'Maghintay nang isang minuto, tapos magsimula ulit.',
    },
    'api-failed': {
      title: 'May problema ang aming serbisyo',
      text: 'Hindi ninyo ito kasalanan. Pakisubukan ulit pagkalipas ng ilang minuto.',
    },
    'api-malformed': {
      title: 'May problema ang aming serbisyo',
      text: 'Hindi ninyo ito kasalanan. Pakisubukan ulit pagkalipas ng ilang minuto.',
    },
    'processing-timeout': {
      title: 'Mas matagal ito kaysa karaniwan',
      text: 'Dumating na ang inyong selfie. Bumalik sa page na pinanggalingan ninyo para makita ang resulta mamaya.',
    },
    'handoff-unknown': {
      title: 'Hindi wasto ang link na ito',
      text: 'Gumawa ng bagong code sa iyong computer at i-scan ito.',
    },
    'handoff-used': {
      title: 'Nagamit na ang link na ito',
      text: 'Isang beses lang ito gumagana. Gumawa ng bagong code sa iyong computer at i-scan ito.',
    },
    'handoff-expired': {
      title: 'Nag-expire na ang link na ito',
      text: 'Ilang minuto lang ang link. Gumawa ng bagong code sa iyong computer at i-scan ito.',
    },
    'handoff-ended': { title: 'Inihinto ang pagsusuri sa computer mo', text: 'Maaari mong isara ang pahinang ito.' },
    'too-many-attempts': {
      title: 'Masyadong maraming subok sa maikling oras',
      text: 'Pakisubukan ulit mamaya, o bumalik sa pahinang pinanggalingan ninyo.',
    },
    'attempts-exhausted': {
      title: 'Wala nang natitirang subok',
      text: 'Hindi namin makumpirma ang inyong selfie. Bumalik sa page na pinanggalingan ninyo para makita ang susunod na hakbang.',
    },
    'verification-failed': {
      title: 'Hindi namin makumpirma ang inyong selfie',
      text: 'Bumalik sa page na pinanggalingan ninyo para makita ang susunod na hakbang.',
    },
    'help-requested': { title: 'Paparating na ang tulong', text: 'Dadalhin kayo sa help center.' },
    'session-timeout': {
      title: 'Masyadong matagal na bukas ang pagsusuri',
      text: 'Isinara namin ito para sa inyong kaligtasan. Bumalik at magsimula ulit.',
    },
    'internal': { title: 'Nagkaroon ng problema', text: 'Hindi ninyo ito kasalanan. Pakisimulan po ulit.' },
  },
  reason: {
    NOT_LIVE: { title: 'Subukan natin ulit', text: 'Hindi kami nakatiyak na may tao sa harap ng kamera.' },
    DEVICE_SPOOF: { title: 'Subukan natin ulit', text: 'Mukhang larawan o screen ito. Walang ipinadala.' },
    FACE_MATCH_FAILED: {
      title: 'Hindi magkatugma ang mga mukha',
      text: 'Hindi namin maitugma ang selfie sa inyong larawan. Maaaring makatulong ang mas malinaw na selfie.',
    },
    REFERENCE_IMAGE_VALIDATION_FAILED: {
      title: 'Hindi magamit ang larawan ninyo sa talaan',
      text: 'Hindi makakatulong ang bagong selfie. Pakihiling sa support team na palitan ang larawan.',
    },
    REFERENCE_IMAGE_NOT_FOUND: {
      title: 'Walang larawang maihahambing',
      text: 'Hindi makakatulong ang bagong selfie. Pakitanong po ang support team.',
    },
    DOCUMENT_NOT_FOUND: {
      title: 'Wala kaming nakitang mukha',
      text: 'Pakikunan ulit na nasa hugis-itlog ang buong mukha.',
    },
    INVALID_DOCUMENT: { title: 'Hindi sapat na malinaw ang selfie', text: 'Pakikunan ulit sa mas maliwanag na lugar.' },
    VERIFICATION_FAILED: {
      title: 'Hindi natapos ang pagsusuri',
      text: 'May nangyaring problema sa aming panig. Pakisubukan ulit.',
    },
  },
  unknownReason: { title: 'Subukan natin ulit', text: 'Hindi makumpirma ang selfie.' },
};
