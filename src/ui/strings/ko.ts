/** Machine-made: no native reader has read it yet. */
import type { Translation } from './translation.ts';

export const words: Translation = {
  name: { liveness: '셀피 확인', verification: '얼굴 인증' },
  action: {
    begin: '셀피 찍기',
    retry: '다시 시도',
    cancel: '취소',
    close: '닫기',
    help: '도움 받기',
    copyLink: '링크 복사',
    linkCopied: '링크가 복사됨',
    stay: '계속 있기',
    leave: '나가기',
    passive: '동작 없이 계속',
    phone: '휴대폰에서 계속하기',
    newCode: '새 코드 만들기',
    thisComputer: '이 컴퓨터 사용',
  },
  intro: {
    title: '간단한 셀피를 준비해 주세요',
    text: {
      liveness: '실제 사람이 있는지 확인합니다. 몇 초면 됩니다.',
      verification: '등록된 사진과 비교합니다. 몇 초면 됩니다.',
    },
    steps: [
      '빛이 고르고 뒤에 창문이 없는 곳을 찾아 주세요',
      '모자, 마스크, 색이 있는 안경을 벗어 주세요',
      '카메라를 눈높이에 맞춰 주세요',
    ],
    privacy: '영상은 기기에만 남습니다. 셀피 사진만 안전한 연결로 전송됩니다.',
    illustration: '타원 안에 있는 얼굴',
  },
  preparing: {
    checking: { title: '잠시만 기다려 주세요', text: '준비하고 있습니다.' },
    camera: { title: '카메라를 허용해 주세요', text: '브라우저가 권한을 요청합니다. ‘허용’을 선택하면 계속됩니다.' },
    engine: { title: '거의 준비되었습니다', text: '얼굴 확인 기능을 불러오고 있습니다. 한 번만 필요합니다.' },
  },
  capture: {
    title: '얼굴을 타원 안에 맞춰 주세요',
    text: '셀피가 자동으로 찍힙니다.',
    holding: '좋습니다, 그대로 계세요',
    taken: '셀피를 찍었습니다',
    preview: '카메라 화면(거울처럼 보임)',
    previewUnmirrored: '카메라 화면',
    camera: '카메라',
    cameraNumber: (number) => `카메라 ${number}`,
  },
  challenge: {
    ask: {
      BLINK: '두 눈을 깜박여 주세요',
      SMILE: '미소를 지었다가 풀어 주세요',
      TURN_LEFT: '고개를 본인의 왼쪽으로 돌려 주세요',
      TURN_RIGHT: '고개를 본인의 오른쪽으로 돌려 주세요',
      NOD: '고개를 한 번 끄덕여 주세요',
    },
    how: {
      BLINK: '두 눈을 잠깐 감았다가 다시 떠 주세요.',
      SMILE: '1초 동안 활짝 웃고 입의 힘을 빼 주세요.',
      TURN_LEFT: '왼쪽 어깨 쪽으로 천천히 돌려 주세요.',
      TURN_RIGHT: '오른쪽 어깨 쪽으로 천천히 돌려 주세요.',
      NOD: '턱을 가슴 쪽으로 내렸다가 다시 들어 주세요.',
    },
    text: '얼굴을 타원 안에 유지해 주세요.',
    rest: '정면을 봐 주세요',
    back: '좋습니다, 다시 돌아와 주세요',
    otherWay: '반대쪽으로 돌려 주세요',
    progress: (number, total) => `${total}개 중 ${number}번째`,
    timeLeft: '남은 시간',
  },
  sending: {
    uploading: { title: '셀피를 보내고 있습니다', text: '이 페이지를 열어 두세요.' },
    processing: { title: '셀피를 확인하고 있습니다', text: '보통 몇 초 걸립니다.' },
    late: '아직 처리 중입니다. 기다려 주셔서 감사합니다.',
  },
  retry: { tips: '도움이 되는 방법', attemptsLeft: { other: '{count}번 더 시도할 수 있습니다.' } },
  tip: {
    light: '창문이나 조명을 바라보아 빛을 고르게 해 주세요',
    lens: '카메라 렌즈를 닦아 주세요',
    uncover: '얼굴 전체가 보이게 해 주세요',
    level: '카메라를 눈높이에 두고 똑바로 봐 주세요',
    person: '사진이나 화면이 아닌 본인의 얼굴을 비춰 주세요',
    still: '고리가 다 찰 때까지 움직이지 마세요',
  },
  blocked: {
    waiting: '카메라를 사용할 수 있게 되면 자동으로 계속합니다.',
    steps: '카메라를 허용하는 방법',
    place: {
      'chrome-desktop': [
        '주소창 왼쪽의 아이콘을 클릭하세요',
        '‘카메라’를 켜세요',
        '여기로 돌아오세요. 변화가 없으면 ‘다시 시도’를 선택하세요',
      ],
      'chrome-android': ['주소 왼쪽의 아이콘을 누르세요', '‘권한’, 그다음 ‘카메라’를 누르세요', '‘허용’을 선택하세요'],
      'safari-ios': [
        '주소창의 페이지 메뉴 버튼을 누르세요',
        '‘웹 사이트 설정’을 누르거나 먼저 점 세 개를 누르세요',
        '‘카메라’를 ‘허용’으로 바꾸세요',
      ],
      'safari-mac': [
        '메뉴 막대에서 ‘Safari’, 그다음 ‘이 웹 사이트에 대한 설정’을 여세요',
        '‘카메라’를 ‘허용’으로 바꾸세요',
        '여기로 돌아와 ‘다시 시도’를 선택하세요',
      ],
      'firefox-desktop': [
        '주소창에서 줄이 그어진 카메라를 클릭하세요',
        '‘카메라 사용’ 옆의 차단을 해제하세요',
        '‘다시 시도’, 그다음 ‘허용’을 선택하세요',
      ],
      'firefox-android': [
        '주소 옆의 자물쇠를 누르세요',
        '‘허용됨’이 나올 때까지 ‘카메라’를 누르세요',
        '‘다시 시도’를 선택하세요',
      ],
      'in-app': ['이 앱의 브라우저 메뉴를 여세요', '‘브라우저에서 열기’를 선택하세요', '거기서 확인을 다시 시작하세요'],
      'other-browser': [
        '이 웹사이트의 브라우저 설정을 여세요',
        '카메라를 ‘허용’으로 바꾸세요',
        '‘다시 시도’를 선택하세요',
      ],
    },
    system: {
      android: [
        '‘설정’, 그다음 ‘애플리케이션’과 브라우저를 여세요',
        '‘권한’, 그다음 ‘카메라’를 누르세요',
        '‘허용’을 선택하세요',
      ],
      ios: ['‘설정’을 열고 브라우저를 찾으세요', '‘카메라’를 켜세요', '돌아와 ‘다시 시도’를 선택하세요'],
      mac: [
        '‘시스템 설정’, 그다음 ‘개인정보 보호 및 보안’을 여세요',
        '‘카메라’를 선택하고 브라우저를 켜세요',
        '돌아와 ‘다시 시도’를 선택하세요',
      ],
      windows: [
        '‘설정’, 그다음 ‘개인 정보 및 보안’과 ‘카메라’를 여세요',
        '앱과 브라우저의 카메라 액세스를 켜세요',
        '돌아와 ‘다시 시도’를 선택하세요',
      ],
      other: [
        '기기의 개인정보 설정을 여세요',
        '브라우저가 카메라를 사용하도록 허용하세요',
        '돌아와 ‘다시 시도’를 선택하세요',
      ],
    },
    canvas: {
      steps: '허용하는 방법',
      firefox: [
        '주소창 왼쪽의 그림 아이콘을 클릭하세요',
        '이 사이트가 ‘canvas’ 이미지 데이터를 사용하도록 허용하세요',
        '‘다시 시도’를 선택하세요. 변화가 없으면 다른 브라우저를 사용하세요',
      ],
      other: [
        '브라우저나 확장 프로그램에서 이 웹사이트의 개인정보 설정을 여세요',
        '브라우저 지문 방지 기능을 끄세요',
        '‘다시 시도’를 선택하세요. 변화가 없으면 다른 브라우저를 사용하세요',
      ],
    },
  },
  paused: {
    hidden: { title: '일시 중지됨', text: '이 페이지로 돌아오면 계속됩니다.' },
    camera: { title: '카메라가 중단되었습니다', text: '카메라가 돌아오면 계속합니다.' },
  },
  done: {
    passed: { title: '완료되었습니다', text: '셀피가 확인되었습니다. 감사합니다.' },
    decided: { title: '셀피를 받았습니다', text: '결과는 이전 페이지에서 볼 수 있습니다.' },
  },
  cancelled: { title: '확인을 나갔습니다', text: '언제든지 다시 시작할 수 있습니다.' },
  leaving: {
    title: '확인을 나가시겠습니까?',
    text: '셀피를 보내는 중입니다. 지금 나가면 결과가 사라지고 이번 시도가 횟수에 포함될 수 있습니다.',
  },
  handoff: {
    code: '휴대폰에서 이 확인을 여는 QR 코드',
    waiting: {
      title: '휴대폰으로 이 코드를 스캔하세요',
      text: '휴대폰 카메라를 코드에 맞추세요. 직접 시작한 확인일 때만 하세요.',
    },
    opened: { title: '휴대폰에서 계속하세요', text: '휴대폰에서 끝나면 이 페이지가 자동으로 진행됩니다.' },
    expired: { title: '코드가 만료되었습니다', text: '새 코드를 만든 뒤 휴대폰으로 스캔하세요.' },
    left: { title: '휴대폰에서 확인이 중단되었습니다', text: '계속하려면 새 코드를 만들거나 이 컴퓨터를 사용하세요.' },
    unmade: { title: '코드를 만들지 못했습니다', text: '인터넷 연결을 확인한 뒤 새 코드를 만드세요.' },
    done: { title: '여기서는 끝났습니다', text: '이제 컴퓨터로 돌아가세요.' },
  },
  hint: {
    'no-face': '카메라를 봐 주세요',
    'several-faces': '한 분만 나와 주세요',
    'face-cut-off': '얼굴 전체를 보여 주세요',
    'too-far': '조금 더 가까이 와 주세요',
    'too-close': '조금 뒤로 가 주세요',
    'move-left': '본인의 왼쪽으로 조금 움직여 주세요',
    'move-right': '본인의 오른쪽으로 조금 움직여 주세요',
    'move-up': '조금 위로 움직여 주세요',
    'move-down': '조금 아래로 움직여 주세요',
    'look-straight': '정면을 봐 주세요',
    'head-tilted': '고개를 똑바로 해 주세요',
    'too-dark': '더 밝은 곳으로 가 주세요',
    'too-bright': '너무 밝으니 강한 빛을 피해 주세요',
    'uneven-light': '빛을 향해 주세요',
    'blurred': '렌즈를 닦고 단단히 잡아 주세요',
    'hold-still': '움직이지 마세요',
    'hold': '좋습니다, 그대로 계세요',
  },
  error: {
    'unsupported-browser': {
      title: '이 브라우저에서는 확인할 수 없습니다',
      text: '최신 Chrome, Edge, Firefox 또는 Safari에서 이 페이지를 열어 주세요.',
    },
    'insecure-context': {
      title: '이 페이지는 안전하지 않습니다',
      text: '카메라는 안전한 페이지에서만 작동합니다. https로 시작하는 주소를 열어 주세요.',
    },
    'canvas-blocked': {
      title: '개인정보 설정이 화면을 숨기고 있습니다',
      text: '브라우저의 지문 방지 기능 때문에 올바른 화면을 받지 못합니다. 이 웹사이트가 읽도록 허용할 수 있습니다.',
    },
    'asset-load-failed': {
      title: '확인 기능을 불러오지 못했습니다',
      text: '인터넷 연결을 확인한 뒤 다시 시도해 주세요.',
    },
    'asset-mismatch': {
      title: '확인 기능을 안전하게 불러오지 못했습니다',
      text: '전송 중에 파일이 바뀌었습니다. 다른 네트워크를 사용하거나 나중에 다시 와 주세요.',
    },
    'engine-failed': { title: '확인을 시작하지 못했습니다', text: '다른 앱과 탭을 닫고 다시 시도해 주세요.' },
    'worker-crashed': { title: '확인이 갑자기 멈췄습니다', text: '다른 앱과 탭을 닫고 다시 시도해 주세요.' },
    'permission-policy': {
      title: '이 페이지에서는 카메라가 허용되지 않습니다',
      text: '웹사이트가 여기서 카메라 사용을 허용하지 않습니다. 사이트 지원팀에 알려 주세요.',
    },
    'permission-user': {
      title: '카메라가 필요합니다',
      text: '이 페이지에서 카메라가 차단되었습니다. 몇 번만 누르면 다시 허용할 수 있습니다.',
    },
    'permission-system': {
      title: '기기가 카메라를 차단하고 있습니다',
      text: '브라우저가 카메라를 사용할 수 없습니다. 기기 설정에서 바꿀 수 있습니다.',
    },
    'camera-in-use': {
      title: '다른 앱이 카메라를 사용하고 있습니다',
      text: '영상 통화와 카메라를 사용하는 다른 탭을 닫아 주세요.',
    },
    'camera-none': {
      title: '카메라를 찾을 수 없습니다',
      text: '카메라를 연결하거나 휴대전화에서 이 페이지를 열어 주세요.',
    },
    'camera-lost': {
      title: '카메라 연결이 끊겼습니다',
      text: '연결을 확인하거나 사용 중인 앱을 닫고 다시 시도해 주세요.',
    },
    'camera-failed': {
      title: '카메라가 시작되지 않았습니다',
      text: '카메라를 사용하는 다른 앱을 닫아 주세요. 그래도 안 되면 기기를 다시 시작해 주세요.',
    },
    'capture-timeout': {
      title: '얼굴이 잘 보이지 않았습니다',
      text: '흔히 있는 일입니다. 다음 방법이 대부분 도움이 됩니다.',
    },
    'capture-failed': { title: '셀피를 찍지 못했습니다', text: '한 번 더 시도해 주세요.' },
    'challenge-timeout': {
      title: '동작을 보지 못했습니다',
      text: '먼저 카메라를 똑바로 보고 천천히 움직여 주세요. 다시 시도할 수 있습니다.',
    },
    'network-offline': { title: '오프라인 상태입니다', text: '인터넷에 연결한 뒤 다시 시도해 주세요.' },
    'network-timeout': {
      title: '연결이 너무 느립니다',
      text: '신호가 더 좋은 곳으로 가거나 Wi-Fi를 사용한 뒤 다시 시도해 주세요.',
    },
    'network-failed': { title: '연결이 끊겼습니다', text: '인터넷 연결을 확인한 뒤 다시 시도해 주세요.' },
    'api-unauthorized': { title: '정해진 시간이 지났습니다', text: '이전 페이지로 돌아가 다시 시작해 주세요.' },
    'api-rejected': { title: '확인을 계속할 수 없습니다', text: '이전 페이지로 돌아가 다시 시작해 주세요.' },
    'api-rate-limited': { title: '지금 요청이 너무 많습니다', text: '1분 뒤에 다시 시작해 주세요.' },
    'api-failed': {
      title: '서비스에 문제가 있습니다',
      text: '고객님의 잘못이 아닙니다. 몇 분 뒤에 다시 시도해 주세요.',
    },
    'api-malformed': {
      title: '서비스에 문제가 있습니다',
      text: '고객님의 잘못이 아닙니다. 몇 분 뒤에 다시 시도해 주세요.',
    },
    'processing-timeout': {
      title: '평소보다 오래 걸리고 있습니다',
      text: '셀피를 받았습니다. 나중에 이전 페이지에서 결과를 확인해 주세요.',
    },
    'handoff-unknown': { title: '유효하지 않은 링크입니다', text: '컴퓨터에서 새 코드를 만들어 스캔하세요.' },
    'handoff-used': {
      title: '이미 사용된 링크입니다',
      text: '한 번만 쓸 수 있습니다. 컴퓨터에서 새 코드를 만들어 스캔하세요.',
    },
    'handoff-expired': {
      title: '링크가 만료되었습니다',
      text: '링크는 몇 분만 유효합니다. 컴퓨터에서 새 코드를 만들어 스캔하세요.',
    },
    'handoff-ended': { title: '컴퓨터에서 확인이 중단되었습니다', text: '이 페이지를 닫아도 됩니다.' },
    'attempts-exhausted': {
      title: '남은 시도 횟수가 없습니다',
      text: '셀피를 확인하지 못했습니다. 이전 페이지로 돌아가 다음 방법을 확인해 주세요.',
    },
    'verification-failed': {
      title: '셀피를 확인하지 못했습니다',
      text: '이전 페이지로 돌아가 다음 방법을 확인해 주세요.',
    },
    'help-requested': { title: '도움말을 여는 중입니다', text: '고객센터로 이동합니다.' },
    'session-timeout': {
      title: '확인이 너무 오래 열려 있었습니다',
      text: '안전을 위해 닫았습니다. 돌아가서 다시 시작해 주세요.',
    },
    'internal': { title: '문제가 생겼습니다', text: '고객님의 잘못이 아닙니다. 다시 시작해 주세요.' },
  },
  reason: {
    NOT_LIVE: { title: '한 번 더 해 볼까요', text: '카메라 앞에 사람이 있는지 확인하지 못했습니다.' },
    DEVICE_SPOOF: { title: '한 번 더 해 볼까요', text: '사진이나 화면처럼 보였습니다. 아무것도 전송되지 않았습니다.' },
    FACE_MATCH_FAILED: {
      title: '얼굴이 일치하지 않았습니다',
      text: '셀피를 사진과 맞추지 못했습니다. 더 선명한 셀피가 도움이 될 수 있습니다.',
    },
    REFERENCE_IMAGE_VALIDATION_FAILED: {
      title: '등록된 사진을 사용할 수 없습니다',
      text: '새 셀피로는 해결되지 않습니다. 지원팀에 사진 변경을 요청해 주세요.',
    },
    REFERENCE_IMAGE_NOT_FOUND: {
      title: '비교할 사진이 없습니다',
      text: '새 셀피로는 해결되지 않습니다. 지원팀에 문의해 주세요.',
    },
    DOCUMENT_NOT_FOUND: {
      title: '얼굴을 찾지 못했습니다',
      text: '얼굴 전체를 타원 안에 맞춰 셀피를 다시 찍어 주세요.',
    },
    INVALID_DOCUMENT: { title: '셀피가 선명하지 않았습니다', text: '더 밝은 곳에서 다시 찍어 주세요.' },
    VERIFICATION_FAILED: {
      title: '확인을 마치지 못했습니다',
      text: '저희 쪽에 문제가 생겼습니다. 한 번 더 시도해 주세요.',
    },
  },
  unknownReason: { title: '한 번 더 해 볼까요', text: '셀피를 확인하지 못했습니다.' },
};
