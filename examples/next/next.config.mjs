// A static export, so that the example needs no Next server. Lifesign needs none of these settings.
export default { output: 'export' };
