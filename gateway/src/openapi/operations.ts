/** Facts that route definitions lack: each operation's id and security schemes. */

/** Names of `securitySchemes`. All names of one object are needed together; the objects are alternatives. */
export type Security = readonly Readonly<Record<string, readonly string[]>>[];

export interface OperationFacts {
  readonly operationId: string;
  readonly security: Security;
}

const CLIENT: Security = [{ clientId: [], passKey: [] }];
const PARTNER: Security = [{ partnerToken: [] }];
const USER: Security = [{ userToken: [] }];
/** The credential is in the body. */
const CODE: Security = [{}];
const SIGNED: Security = [{ signature: [] }];
const API_KEY: Security = [{ apiKey: [] }];
const CAPTURE: Security = [{ captureToken: [] }];
const BPM: Security = [{ bpmToken: [] }];
/** Where the configuration asks for no role. */
const OPEN: Security = [{}, { proxyCaller: [] }];
const PROXY: Security = [{ proxyCaller: [] }];

const of = (operationId: string, security: Security): OperationFacts => ({ operationId, security });

/** By method and path, the proxy's without its context path. */
export const OPERATIONS: Readonly<Record<string, OperationFacts>> = {
  'get /v1/coe/partner/authentication': of('getPartnerToken', CLIENT),
  'get /v2/coe/authentication': of('getUserToken', CLIENT),
  'post /coe-partner/v1/initiate-flow': of('initiateFlow', PARTNER),
  'get /coe/v1/submissions/urls': of('getUploadUrls', USER),
  'put /coe/v1/submissions/urls': of('confirmUpload', USER),
  'get /coe/v1/submissions/{submissionId}/status': of('getSubmissionStatus', USER),
  'post /coe/v1/handoffs': of('makeHandoff', USER),
  'get /coe/v1/handoffs/{handoffId}': of('getHandoff', USER),
  'delete /coe/v1/handoffs/{handoffId}': of('endHandoff', USER),
  'post /coe/v1/handoffs/redeem': of('redeemHandoff', CODE),
  'get /coe/v1/submissions': of('getSubmissionDetails', PARTNER),
  'get /coe-partner/v1/callback-deliveries': of('listCallbackDeliveries', PARTNER),
  'put /coe/v1/uploads/{documentReference}': of('uploadPicture', SIGNED),
  'get /coe/v1/images/{documentReference}': of('readPicture', SIGNED),
  'post /v1/biometrics/liveness/start': of('startLivenessSession', API_KEY),
  'get /v1/biometrics/liveness/{session_id}/results': of('getLivenessResults', API_KEY),
  'post /v1/biometrics/liveness/{session_id}/capture': of('beginCapture', CAPTURE),
  'put /v1/biometrics/liveness/{session_id}/capture': of('sendCapture', CAPTURE),
  'get /v1/biometrics/liveness/{session_id}/capture': of('getCapture', CAPTURE),
  'post /v1/biometrics/face-match': of('matchFaces', API_KEY),
  'post /liveness/init': of('initiateLiveness', OPEN),
  'post /liveness/verify': of('verifyLiveness', OPEN),
  'get /admin/audit/users/{userId}': of('listAuditLogs', PROXY),
  'get /admin/audit/{auditLogId}': of('readAuditLog', PROXY),
  'put /admin/reference-images/{userId}': of('storeReferenceImage', PROXY),
  'delete /admin/reference-images/{userId}': of('eraseReferenceImage', PROXY),
  'post /api/BPMSelfService/commands/StartLivenessSessionCommand': of('startBpmSession', BPM),
  'post /api/BPMSelfService/commands/SubmitLivenessCheckCommand': of('submitLivenessCheck', BPM),
  'post /api/BPMSelfService/commands/UpdateLivenessCheckCommand': of('updateLivenessCheck', BPM),
  'post /api/BPMSelfService/commands/CheckLivenessStatusQuery': of('checkLivenessStatus', BPM),
  'post /api/BPMSelfService/commands/GetUserLivenessCheckQuery': of('getUserLivenessCheck', BPM),
  'post /api/BPMSelfService/commands/GetLivenessCheckQuery': of('getLivenessCheck', BPM),
  'post /api/BPMSelfService/commands/RetrieveLivenessChecksQuery': of('retrieveLivenessChecks', BPM),
};
