/** Machine-made: no native reader has read it yet. */
import type { Translation } from './translation.ts';

export const words: Translation = {
  name: { liveness: 'Kiểm tra ảnh selfie', verification: 'Xác minh khuôn mặt' },
  action: {
    begin: 'Chụp ảnh selfie',
    retry: 'Thử lại',
    cancel: 'Hủy',
    close: 'Đóng',
    help: 'Nhận trợ giúp',
    copyLink: 'Sao chép liên kết',
    linkCopied: 'Đã sao chép liên kết',
    stay: 'Ở lại đây',
    leave: 'Rời đi',
    passive: 'Tiếp tục không cần cử động',
    dimScreen: 'Tắt màn hình sáng',
    phone: 'Tiếp tục trên điện thoại',
    newCode: 'Tạo mã mới',
    thisComputer: 'Dùng máy tính này',
  },
  intro: {
    title: 'Chuẩn bị chụp nhanh một ảnh selfie',
    text: {
      liveness: 'Bước này cho biết có người thật ở đây. Chỉ mất vài giây.',
      verification: 'Chúng tôi so sánh với ảnh đã lưu của quý khách. Chỉ mất vài giây.',
    },
    steps: [
      'Tìm nơi có ánh sáng đều, không có cửa sổ phía sau',
      'Bỏ mũ, khẩu trang và kính râm',
      'Giữ máy ảnh ngang tầm mắt',
    ],
    privacy: 'Video chỉ nằm trên thiết bị của quý khách. Chỉ ảnh selfie được gửi đi, qua kết nối bảo mật.',
    illustration: 'Khuôn mặt trong khung hình bầu dục',
  },
  preparing: {
    checking: { title: 'Xin chờ một chút', text: 'Chúng tôi đang chuẩn bị.' },
    camera: { title: 'Cho phép dùng máy ảnh', text: 'Trình duyệt sẽ hỏi quyền. Chọn “Cho phép” để tiếp tục.' },
    engine: { title: 'Sắp xong rồi', text: 'Đang tải phần kiểm tra khuôn mặt. Chỉ cần tải một lần.' },
  },
  capture: {
    title: 'Đặt khuôn mặt vào hình bầu dục',
    text: 'Ảnh selfie sẽ được chụp tự động.',
    holding: 'Tốt lắm, xin giữ yên',
    lit: 'Màn hình sáng lên để chiếu sáng khuôn mặt bạn.',
    tinted: 'Màn hình đổi màu từ từ.',
    taken: 'Đã chụp ảnh selfie',
    preview: 'Hình từ máy ảnh, như trong gương',
    previewUnmirrored: 'Hình từ máy ảnh',
    camera: 'Máy ảnh',
    cameraNumber: (number) => `Máy ảnh ${number}`,
  },
  challenge: {
    ask: {
      BLINK: 'Chớp cả hai mắt',
      SMILE: 'Mỉm cười rồi thả lỏng',
      TURN_LEFT: 'Quay đầu sang bên trái của mình',
      TURN_RIGHT: 'Quay đầu sang bên phải của mình',
      NOD: 'Gật đầu một lần',
    },
    how: {
      BLINK: 'Nhắm cả hai mắt một lát rồi mở ra.',
      SMILE: 'Cười tươi một giây rồi thả lỏng miệng.',
      TURN_LEFT: 'Quay từ từ về phía vai trái.',
      TURN_RIGHT: 'Quay từ từ về phía vai phải.',
      NOD: 'Hạ cằm xuống ngực rồi ngẩng lên.',
    },
    text: 'Giữ khuôn mặt trong hình bầu dục.',
    rest: 'Nhìn thẳng về phía trước',
    back: 'Tốt, xin quay lại như cũ',
    otherWay: 'Xin quay sang phía kia',
    progress: (number, total) => `${number} trên ${total}`,
    timeLeft: 'Thời gian còn lại',
  },
  sending: {
    uploading: { title: 'Đang gửi ảnh selfie', text: 'Xin giữ trang này mở.' },
    processing: { title: 'Đang kiểm tra ảnh selfie', text: 'Thường chỉ mất vài giây.' },
    late: 'Chúng tôi vẫn đang xử lý. Cảm ơn quý khách đã chờ.',
  },
  retry: { tips: 'Những điều có thể giúp', attemptsLeft: { other: 'Quý khách còn {count} lần thử.' } },
  tip: {
    light: 'Hướng mặt về cửa sổ hoặc đèn để ánh sáng đều',
    lens: 'Lau ống kính máy ảnh',
    uncover: 'Để lộ toàn bộ khuôn mặt',
    level: 'Giữ máy ảnh ngang tầm mắt và nhìn thẳng vào đó',
    person: 'Dùng chính khuôn mặt của mình trước máy ảnh, không dùng ảnh hay màn hình',
    still: 'Giữ yên cho đến khi vòng tròn đầy',
  },
  blocked: {
    waiting: 'Khi máy ảnh sẵn sàng, chúng tôi sẽ tự động tiếp tục.',
    steps: 'Cách cho phép dùng máy ảnh',
    place: {
      'chrome-desktop': [
        'Nhấp vào biểu tượng bên trái thanh địa chỉ',
        'Bật “Máy ảnh”',
        'Quay lại đây. Nếu không có gì thay đổi, chọn “Thử lại”',
      ],
      'chrome-android': ['Chạm vào biểu tượng bên trái địa chỉ', 'Chạm vào “Quyền”, rồi “Máy ảnh”', 'Chọn “Cho phép”'],
      'safari-ios': [
        'Chạm vào nút menu trang trong thanh địa chỉ',
        'Chạm vào “Cài đặt trang web”, hoặc chạm vào dấu ba chấm trước',
        'Đặt “Camera” thành “Cho phép”',
      ],
      'safari-mac': [
        'Trên thanh menu, mở “Safari”, rồi “Cài đặt cho trang web này”',
        'Đặt “Camera” thành “Cho phép”',
        'Quay lại đây và chọn “Thử lại”',
      ],
      'firefox-desktop': [
        'Nhấp vào hình máy ảnh bị gạch chéo trên thanh địa chỉ',
        'Bỏ mục chặn bên cạnh “Sử dụng máy ảnh”',
        'Chọn “Thử lại”, rồi “Cho phép”',
      ],
      'firefox-android': [
        'Chạm vào ổ khóa bên cạnh địa chỉ',
        'Chạm vào “Máy ảnh” cho đến khi hiện “Được phép”',
        'Chọn “Thử lại”',
      ],
      'in-app': ['Mở menu trình duyệt của ứng dụng này', 'Chọn “Mở trong trình duyệt”', 'Bắt đầu kiểm tra lại ở đó'],
      'other-browser': ['Mở cài đặt trình duyệt cho trang web này', 'Đặt máy ảnh thành “Cho phép”', 'Chọn “Thử lại”'],
    },
    system: {
      android: [
        'Mở “Cài đặt”, rồi “Ứng dụng” và trình duyệt đang dùng',
        'Chạm vào “Quyền”, rồi “Máy ảnh”',
        'Chọn “Cho phép”',
      ],
      ios: ['Mở “Cài đặt” và cuộn đến trình duyệt đang dùng', 'Bật “Camera”', 'Quay lại và chọn “Thử lại”'],
      mac: [
        'Mở “Cài đặt hệ thống”, rồi “Quyền riêng tư & Bảo mật”',
        'Chọn “Camera” và bật cho trình duyệt đang dùng',
        'Quay lại và chọn “Thử lại”',
      ],
      windows: [
        'Mở “Cài đặt”, rồi “Quyền riêng tư và bảo mật” và “Máy ảnh”',
        'Bật quyền truy cập máy ảnh cho ứng dụng và trình duyệt',
        'Quay lại và chọn “Thử lại”',
      ],
      other: [
        'Mở cài đặt quyền riêng tư của thiết bị',
        'Cho phép trình duyệt dùng máy ảnh',
        'Quay lại và chọn “Thử lại”',
      ],
    },
    canvas: {
      steps: 'Cách cho phép',
      firefox: [
        'Nhấp vào biểu tượng hình ảnh bên trái thanh địa chỉ',
        'Cho phép trang này dùng dữ liệu hình ảnh “canvas”',
        'Chọn “Thử lại”. Nếu không có gì thay đổi, dùng trình duyệt khác',
      ],
      other: [
        'Mở cài đặt quyền riêng tư của trình duyệt hoặc tiện ích cho trang web này',
        'Tắt tính năng chống nhận dạng trình duyệt',
        'Chọn “Thử lại”. Nếu không có gì thay đổi, dùng trình duyệt khác',
      ],
    },
  },
  paused: {
    hidden: { title: 'Tạm dừng', text: 'Quay lại trang này để tiếp tục.' },
    camera: { title: 'Máy ảnh bị gián đoạn', text: 'Chúng tôi sẽ tiếp tục ngay khi máy ảnh trở lại.' },
  },
  done: {
    passed: { title: 'Đã xong', text: 'Ảnh selfie đã được xác nhận. Cảm ơn quý khách.' },
    decided: { title: 'Đã nhận được ảnh selfie', text: 'Kết quả sẽ hiện ở trang trước đó.' },
  },
  cancelled: { title: 'Quý khách đã rời bước kiểm tra', text: 'Có thể bắt đầu lại bất cứ lúc nào.' },
  leaving: {
    title: 'Rời bước kiểm tra?',
    text: 'Ảnh selfie đang được gửi. Nếu rời đi lúc này, kết quả có thể bị mất và lần thử này vẫn có thể được tính.',
  },
  idle: {
    title: 'Bạn còn ở đó không?',
    text: 'Phần kiểm tra sẽ kết thúc sau một phút. Chọn “Ở lại đây” để tiếp tục.',
  },
  handoff: {
    code: 'Mã QR mở lần kiểm tra này trên điện thoại của bạn',
    waiting: {
      title: 'Quét mã này bằng điện thoại của bạn',
      text: 'Hướng camera điện thoại vào mã. Chỉ làm vậy khi chính bạn bắt đầu lần kiểm tra này.',
    },
    opened: { title: 'Hãy tiếp tục trên điện thoại', text: 'Trang này sẽ tự tiếp tục khi bạn làm xong ở đó.' },
    expired: { title: 'Mã đã hết hạn', text: 'Tạo mã mới rồi quét bằng điện thoại của bạn.' },
    left: {
      title: 'Lần kiểm tra đã dừng trên điện thoại',
      text: 'Tạo mã mới để tiếp tục ở đó, hoặc dùng máy tính này.',
    },
    unmade: { title: 'Không tạo được mã', text: 'Xem lại kết nối internet rồi tạo mã mới.' },
    done: { title: 'Đã xong ở đây', text: 'Bạn có thể quay lại máy tính.' },
  },
  hint: {
    'no-face': 'Nhìn vào máy ảnh',
    'several-faces': 'Chỉ một người thôi ạ',
    'face-cut-off': 'Để lộ toàn bộ khuôn mặt',
    'too-far': 'Lại gần hơn',
    'too-close': 'Lùi ra một chút',
    'move-left': 'Dịch sang trái một chút',
    'move-right': 'Dịch sang phải một chút',
    'move-up': 'Dịch lên một chút',
    'move-down': 'Dịch xuống một chút',
    'look-straight': 'Nhìn thẳng về phía trước',
    'head-tilted': 'Giữ đầu thẳng',
    'too-dark': 'Tìm nơi sáng hơn',
    'too-bright': 'Quá sáng, xin tránh chỗ chói',
    'uneven-light': 'Quay mặt về phía ánh sáng',
    'blurred': 'Lau ống kính, rồi giữ chắc máy',
    'hold-still': 'Giữ yên',
    'hold': 'Tốt lắm, xin giữ yên',
  },
  error: {
    'unsupported-browser': {
      title: 'Trình duyệt này không kiểm tra được',
      text: 'Mở trang này bằng Chrome, Edge, Firefox hoặc Safari bản mới.',
    },
    'insecure-context': {
      title: 'Trang này không bảo mật',
      text: 'Máy ảnh chỉ hoạt động trên trang bảo mật. Mở địa chỉ bắt đầu bằng https.',
    },
    'canvas-blocked': {
      title: 'Một cài đặt riêng tư đang che hình',
      text: 'Tính năng chống nhận dạng của trình duyệt gửi hình không đúng. Quý khách có thể cho phép trang web này đọc hình.',
    },
    'asset-load-failed': {
      title: 'Không tải được phần kiểm tra',
      text: 'Có một phần chưa đến nơi. Thử lại sau giây lát. Nếu vẫn không được, hãy báo cho bộ phận hỗ trợ của trang web này.',
    },
    'asset-mismatch': {
      title: 'Không tải được phần kiểm tra một cách an toàn',
      text: 'Một tệp đã bị thay đổi trên đường truyền. Thử mạng khác hoặc quay lại sau.',
    },
    'engine-failed': { title: 'Không bắt đầu được phần kiểm tra', text: 'Đóng các ứng dụng và thẻ khác, rồi thử lại.' },
    'worker-crashed': { title: 'Phần kiểm tra dừng đột ngột', text: 'Đóng các ứng dụng và thẻ khác, rồi thử lại.' },
    'permission-policy': {
      title: 'Trang này không được phép dùng máy ảnh',
      text: 'Trang web không cho chúng tôi dùng máy ảnh ở đây. Xin báo cho bộ phận hỗ trợ của trang.',
    },
    'permission-user': {
      title: 'Chúng tôi cần máy ảnh',
      text: 'Máy ảnh đã bị chặn cho trang này. Có thể cho phép lại chỉ sau vài lần chạm.',
    },
    'permission-system': {
      title: 'Thiết bị đang chặn máy ảnh',
      text: 'Trình duyệt chưa được dùng máy ảnh. Có thể thay đổi trong cài đặt thiết bị.',
    },
    'camera-in-use': {
      title: 'Ứng dụng khác đang dùng máy ảnh',
      text: 'Đóng cuộc gọi video và các thẻ khác đang dùng máy ảnh.',
    },
    'camera-none': { title: 'Không tìm thấy máy ảnh', text: 'Kết nối máy ảnh, hoặc mở trang này trên điện thoại.' },
    'camera-lost': {
      title: 'Máy ảnh đã bị ngắt kết nối',
      text: 'Kiểm tra dây cắm, hoặc đóng ứng dụng đang dùng máy ảnh, rồi thử lại.',
    },
    'camera-too-small': {
      title: 'Hình của máy ảnh này quá nhỏ',
      text: 'Chọn máy ảnh khác, hoặc mở trang này trên thiết bị khác.',
    },
    'camera-failed': {
      title: 'Máy ảnh không khởi động',
      text: 'Đóng ứng dụng khác đang dùng máy ảnh. Nếu vẫn chưa được, khởi động lại thiết bị.',
    },
    'capture-timeout': {
      title: 'Chúng tôi chưa thấy rõ khuôn mặt',
      text: 'Không sao cả. Những mẹo này giúp được hầu hết mọi người.',
    },
    'capture-failed': { title: 'Không chụp được ảnh selfie', text: 'Xin thử lại một lần nữa.' },
    'challenge-timeout': {
      title: 'Chúng tôi chưa thấy cử động',
      text: 'Trước hết nhìn thẳng vào máy ảnh, rồi cử động từ từ. Quý khách có thể thử lại.',
    },
    'network-offline': { title: 'Không có kết nối mạng', text: 'Kết nối internet, rồi thử lại.' },
    'network-timeout': { title: 'Kết nối quá chậm', text: 'Đến nơi có sóng tốt hơn hoặc dùng Wi-Fi, rồi thử lại.' },
    'network-failed': { title: 'Kết nối bị ngắt', text: 'Xem lại kết nối internet, rồi thử lại.' },
    'api-unauthorized': { title: 'Đã hết thời gian thực hiện', text: 'Quay lại trang trước đó và bắt đầu lại.' },
    'api-rejected': { title: 'Không thể tiếp tục kiểm tra', text: 'Quay lại trang trước đó và bắt đầu lại.' },
    'api-rate-limited': { title: 'Hiện có quá nhiều yêu cầu', text: 'Chờ một phút, rồi bắt đầu lại.' },
    'api-failed': {
      title: 'Dịch vụ của chúng tôi đang gặp sự cố',
      text: 'Đây không phải lỗi của quý khách. Xin thử lại sau vài phút.',
    },
    'api-malformed': {
      title: 'Dịch vụ của chúng tôi đang gặp sự cố',
      text: 'Đây không phải lỗi của quý khách. Xin thử lại sau vài phút.',
    },
    'processing-timeout': {
      title: 'Mất nhiều thời gian hơn thường lệ',
      text: 'Đã nhận được ảnh selfie. Quay lại trang trước đó để xem kết quả sau.',
    },
    'handoff-unknown': { title: 'Liên kết này không hợp lệ', text: 'Tạo mã mới trên máy tính và quét mã đó.' },
    'handoff-used': {
      title: 'Liên kết này đã được dùng',
      text: 'Liên kết chỉ dùng được một lần. Tạo mã mới trên máy tính và quét mã đó.',
    },
    'handoff-expired': {
      title: 'Liên kết này đã hết hạn',
      text: 'Liên kết chỉ có hiệu lực vài phút. Tạo mã mới trên máy tính và quét mã đó.',
    },
    'handoff-ended': { title: 'Lần kiểm tra đã dừng trên máy tính', text: 'Bạn có thể đóng trang này.' },
    'too-many-attempts': {
      title: 'Quá nhiều lần thử trong thời gian ngắn',
      text: 'Xin thử lại sau, hoặc quay lại trang mà quý khách đã đến từ đó.',
    },
    'attempts-exhausted': {
      title: 'Đã hết lượt thử',
      text: 'Chúng tôi không xác nhận được ảnh selfie. Quay lại trang trước đó để xem bước tiếp theo.',
    },
    'verification-failed': {
      title: 'Chúng tôi không xác nhận được ảnh selfie',
      text: 'Quay lại trang trước đó để xem bước tiếp theo.',
    },
    'help-requested': { title: 'Đang mở trợ giúp', text: 'Quý khách sẽ được đưa đến trung tâm trợ giúp.' },
    'session-timeout': {
      title: 'Phần kiểm tra đã mở quá lâu',
      text: 'Vì an toàn của quý khách, chúng tôi đã đóng lại. Xin quay lại và bắt đầu lại.',
    },
    'internal': { title: 'Đã có trục trặc', text: 'Đây không phải lỗi của quý khách. Xin bắt đầu lại.' },
  },
  reason: {
    NOT_LIVE: { title: 'Xin thử lại lần nữa', text: 'Chúng tôi chưa chắc chắn có người trước máy ảnh.' },
    DEVICE_SPOOF: { title: 'Xin thử lại lần nữa', text: 'Trông giống ảnh hoặc màn hình. Không có gì được gửi đi.' },
    FACE_MATCH_FAILED: {
      title: 'Khuôn mặt chưa khớp',
      text: 'Ảnh selfie chưa khớp với ảnh đã lưu. Một ảnh rõ hơn có thể giúp.',
    },
    REFERENCE_IMAGE_VALIDATION_FAILED: {
      title: 'Ảnh đã lưu không dùng được',
      text: 'Ảnh selfie mới sẽ không giúp được. Xin nhờ bộ phận hỗ trợ cập nhật ảnh.',
    },
    REFERENCE_IMAGE_NOT_FOUND: {
      title: 'Không có ảnh để so sánh',
      text: 'Ảnh selfie mới sẽ không giúp được. Xin liên hệ bộ phận hỗ trợ.',
    },
    DOCUMENT_NOT_FOUND: {
      title: 'Chúng tôi không tìm thấy khuôn mặt',
      text: 'Xin chụp lại với toàn bộ khuôn mặt trong hình bầu dục.',
    },
    INVALID_DOCUMENT: { title: 'Ảnh selfie chưa đủ rõ', text: 'Xin chụp lại ở nơi sáng hơn.' },
    VERIFICATION_FAILED: {
      title: 'Không hoàn tất được phần kiểm tra',
      text: 'Đã có trục trặc từ phía chúng tôi. Xin thử lại lần nữa.',
    },
  },
  unknownReason: { title: 'Xin thử lại lần nữa', text: 'Không xác nhận được ảnh selfie.' },
};
