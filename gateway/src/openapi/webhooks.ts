/** Requests of the gateway to a partner: the callback (contracts 1.10) and the reference picture's address (1.3). */

const SUBMISSION = {
  status: 'COMPLETED',
  submissionId: '4f6d3c1e-7f7e-4a39-9f7a-2f1c55c0a111',
  flow: 'STANDALONE_LIVENESS',
  partnerSessionId: 'session-0001',
  processedAt: '2026-11-30T10:15:30.000Z',
  result: 'VALID',
  reasonCode: '',
  submissionDetails: {
    imageUrls: {
      selfie: 'https://gateway.example.com/coe/v1/images/4f6d3c1e?expires=1796033730&signature=c2lnbmF0dXJl',
    },
    verificationResults: { liveness: { result: true, version: 'lifesign-pad@1' } },
  },
  userId: 'user-0001',
  userIdType: 'CUSTOMER_ID',
};

const header = (name: string, description: string, isRequired = true) => ({
  name,
  in: 'header' as const,
  required: isRequired,
  description,
  schema: { type: 'string' as const },
});

const CONFIGURED = 'Authentication as the partner is configured: none, basic, bearer or an API key.';

export const WEBHOOKS = {
  submissionFinished: {
    post: {
      operationId: 'onSubmissionFinished',
      tags: ['Callbacks'],
      summary: 'A submission is COMPLETED or ERROR',
      description: `${CONFIGURED} Anything but 2xx is repeated; deliveries can repeat, by the same X-Delivery-Id. POST, or the configured method.`,
      security: [],
      parameters: [
        header('X-Delivery-Id', 'The same for every repeat'),
        header('X-Timestamp', 'Seconds since the Unix epoch; with an hmacSecret', false),
        header(
          'X-Signature',
          '`sha256=` and hex HMAC-SHA256 of `timestamp + "." + raw body`; with an hmacSecret',
          false,
        ),
      ],
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: {
              allOf: [
                { $ref: '#/components/schemas/SubmissionDetails' },
                {
                  type: 'object' as const,
                  properties: { userId: { type: 'string' as const }, userIdType: { type: 'string' as const } },
                  required: ['userId', 'userIdType'],
                },
              ],
            },
            example: SUBMISSION,
          },
        },
      },
      responses: { 200: { description: 'Taken.' }, '4XX': { description: 'Repeated, like every other answer.' } },
    },
  },
  referenceImage: {
    get: {
      operationId: 'onReferenceImageNeeded',
      tags: ['Callbacks'],
      summary: 'Where a user’s reference picture is, for face verification',
      description: `${CONFIGURED} Asked for when the initiate carried no referenceImageUrl.`,
      security: [],
      parameters: [
        header('x-partner-user-id', 'Plain ASCII, or an RFC 8187 value'),
        header('x-partner-user-id-type', 'Plain ASCII, or an RFC 8187 value'),
        header('x-partner-session-id', 'Plain ASCII, or an RFC 8187 value'),
      ],
      responses: {
        200: {
          description: 'The address: https, JPEG or PNG, 5 MB, no redirects.',
          content: {
            'application/json': {
              schema: {
                type: 'object' as const,
                properties: {
                  success: { type: 'boolean' as const },
                  data: {
                    type: 'object' as const,
                    properties: {
                      referenceImageUrl: { type: 'string' as const },
                      imageType: { type: 'string' as const, enum: ['SELFIE', 'KTP'] },
                      expiryInSeconds: { type: 'integer' as const },
                    },
                    required: ['referenceImageUrl', 'imageType'],
                  },
                },
                required: ['success', 'data'],
              },
              example: {
                success: true,
                data: {
                  referenceImageUrl: 'https://partner.example.com/pictures/0001?signature=c2lnbmF0dXJl',
                  imageType: 'KTP',
                  expiryInSeconds: 300,
                },
              },
            },
          },
        },
        '4XX': { description: 'No picture: the submission is ERROR `REFERENCE_IMAGE_NOT_FOUND`.' },
      },
    },
  },
};
