import { launchSelfieLiveness } from 'lifesign';

const output = document.querySelector('output');
document.querySelector('#start').addEventListener('click', async () => {
  const opened = await (await fetch('/api/launch', { method: 'POST' })).json(); // { baseUrl, token, correlationId }
  const result = await launchSelfieLiveness({ ...opened, language: 'en' });
  output.textContent = result.status;
});
