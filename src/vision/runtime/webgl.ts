/** TensorFlow.js's WebGL backend, which registers itself when it is loaded. A separate chunk, because most sessions never need it. */
export { version_webgl as WEBGL_VERSION } from '@tensorflow/tfjs-backend-webgl';
