/** Builds, draws and starts what all journeys share; Playwright calls the returned function at the end. */
import { ensureBuild } from '../../scripts/build.ts';
import { renderStream } from '../../testkit/render/stream.ts';
import { STREAMS } from '../../testkit/streams.ts';
import { shareStack, startStack } from './stack.ts';

const globalSetup = async (): Promise<() => Promise<void>> => {
  ensureBuild();
  for (const stream of Object.values(STREAMS)) {
    await renderStream(stream);
  }
  const stack = await startStack();
  shareStack(stack);
  return () => stack.stop();
};

// oxlint-disable-next-line import/no-default-export -- Playwright loads it by its default export
export default globalSetup;
