/**
 * A name inside a sentence, where no element can set it apart: it keeps its own direction, and the words and the
 * punctuation around it keep theirs. Isolates inside the name are dropped, so that none of them ends ours.
 */
export const isolate = (name: string): string => `\u2068${name.replace(/[\u2066-\u2069]/g, '')}\u2069`
