import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { LifesignSelfie } from 'lifesign/react';

interface Opened {
  readonly baseUrl: string;
  readonly token: string;
  readonly correlationId: string;
}

/** The flow as a part of the page. As a dialog, by a function call: the hook `useSelfieLiveness`, as in the Next example. */
const App = () => {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [status, setStatus] = useState('');
  const start = async (): Promise<void> => {
    const response = await fetch('/api/launch', { method: 'POST' });
    setOpened((await response.json()) as Opened);
  };
  return (
    <main>
      <button id="start" onClick={() => void start()}>
        Verify me
      </button>
      {opened !== null && (
        <LifesignSelfie {...opened} language="en" onResult={({ status: ended }) => setStatus(ended)} />
      )}
      <output>{status}</output>
    </main>
  );
};

const root = document.querySelector('#root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
