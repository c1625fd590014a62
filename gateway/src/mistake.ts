/** What an operator got wrong. The message is one line that names the file or variable, the field and what to do. */
export class Mistake extends Error {
  override readonly name = 'Mistake';
}
