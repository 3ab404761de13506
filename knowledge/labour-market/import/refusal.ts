/** Why an import was refused: nothing of it is kept, and the figures of before stay. */
export class ImportRefused extends Error {
  /** `file` as the person named it; `line` from 1, null where the whole file is meant. */
  constructor(file: string, line: number | null, reason: string, options?: ErrorOptions) {
    super(`Import refusé. ${file}${line === null ? '' : `, ligne ${line}`} : ${reason}. Rien n’a été changé : les chiffres d’avant restent.`, options);
    this.name = 'ImportRefused';
  }
}
