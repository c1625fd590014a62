import type { UrlSigner } from '../../auth/signed-url.ts';
import type { Clock } from '../../clock.ts';

/** Path of a stored picture, and of the place that a picture is uploaded to. */
export const IMAGE_PATH = '/coe/v1/images';
export const UPLOAD_PATH = '/coe/v1/uploads';

interface Signing {
  readonly urls: UrlSigner;
  readonly clock: Clock;
}

/** An address under which the picture can be read for `seconds`. */
export const imageUrlOf = ({ urls, clock }: Signing, baseUrl: string, documentId: string, seconds: number): string => {
  const expiresAt = new Date(clock.now().getTime() + seconds * 1000);
  return `${baseUrl}${IMAGE_PATH}/${documentId}?${urls.sign('read', documentId, expiresAt)}`;
};

export const uploadUrlOf = ({ urls }: Signing, baseUrl: string, documentId: string, expiresAt: Date): string =>
  `${baseUrl}${UPLOAD_PATH}/${documentId}?${urls.sign('upload', documentId, expiresAt)}`;
