import { detectLanguage, loadMessages } from './i18n/load-messages.ts'

/* Asked for before the rest is even evaluated: on a slow device that takes as long as an answer of the server. */

export const texts = loadMessages(detectLanguage())
export const mountModule = import('./mount.ts')
