/**
 * Whether a key belongs to an input method (Chinese, Japanese, Korean, …) that is composing text. Safari ends the
 * composition before the key that ended it: only the code 229 tells.
 */
export const isComposing = ({ isComposing: composes, keyCode }: KeyboardEvent): boolean => composes || keyCode === 229
