// A static export, so that the example needs no server of Next's; nothing here is for Lifesign.
export default { output: 'export' };
