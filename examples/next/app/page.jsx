'use client';

import { useState } from 'react';
import { useSelfieLiveness } from 'lifesign/react';

export default function Page() {
  const { launch, isOpen } = useSelfieLiveness();
  const [status, setStatus] = useState('');
  const start = async () => {
    const opened = await (await fetch('/api/launch', { method: 'POST' })).json(); // { baseUrl, token, correlationId }
    const result = await launch({ ...opened, language: 'en' });
    setStatus(result.status);
  };
  return (
    <main>
      <button id="start" onClick={start} disabled={isOpen}>
        Verify me
      </button>
      <output>{status}</output>
    </main>
  );
}
