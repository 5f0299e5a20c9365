/** What helps where a visitor waits for an answer. */
export type Offer = 'open' | 'answer' | 'skip'
