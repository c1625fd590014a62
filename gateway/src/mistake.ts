/** A mistake of the operator. The message is one line that names the file or variable, the field and the remedy. */
export class Mistake extends Error {
  override readonly name = 'Mistake';
}
