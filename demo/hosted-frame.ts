/** The hosted page in a frame: the parent's side of the handshake (it sends its origin) and the message at the end. */
import { make } from './dom.ts';

export interface HostedEnd {
  readonly status: string;
  readonly partner_session_id: string;
  readonly error_code?: string;
}

/**
 * Shows the launch in `container` and resolves to the frame's report; null when the visitor closed it. A hosted page that
 * refuses to run sends no message, so this page needs its own close button.
 */
export const runInFrame = (launchUrl: string, container: HTMLElement): Promise<HostedEnd | null> =>
  new Promise((resolve) => {
    const frame = make('iframe');
    const leave = make('button', 'Leave the check');
    const { origin } = new URL(launchUrl);
    frame.title = 'Face check';
    frame.allow = 'camera';
    frame.setAttribute('sandbox', 'allow-same-origin allow-scripts');
    leave.type = 'button';
    const finish = (end: HostedEnd | null): void => {
      window.removeEventListener('message', listen);
      container.replaceChildren();
      resolve(end);
    };
    const listen = (event: MessageEvent<{ type?: string; data?: HostedEnd }>): void => {
      if (event.source !== frame.contentWindow || event.origin !== origin) {
        return;
      }
      if (event.data.type === 'GET_ORIGIN_FROM_ONEKYC') {
        frame.contentWindow?.postMessage({ type: 'SEND_ORIGIN_TO_ONEKYC' }, origin);
      } else if (event.data.type === 'ONEKYC_QR_CALLBACK' && event.data.data !== undefined) {
        finish(event.data.data);
      }
    };
    window.addEventListener('message', listen);
    leave.addEventListener('click', () => finish(null));
    frame.src = launchUrl;
    container.replaceChildren(frame, leave);
  });
