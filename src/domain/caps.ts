/*
 * How far portals count (seen in server code): 100 means "100 or more" in a chat and in notifications, and only the
 * newest 1,000 chats are counted. Older portals count on, so anything above is exact.
 */

/** The count of a chat, or of notifications, that says "so many or more". */
const mostMessages = 100

/** So many chats in an answer, and there may be older ones that are in no total. */
const mostChats = 1_000

/**
 * So long, in ms, a count is believed to stand for the same where an equal one says nothing: a hundred stays a hundred
 * whatever comes, and a line that waits for an answer may count 1 once it is answered, too. What is shown of such a chat is
 * asked for again after this time.
 */
export const believedFor = 60_000

/** Whether the count of one chat, or of notifications, is a lower bound. */
export const isCapped = (count: number): boolean => count === mostMessages

/** Whether a sum over chats that are not listed, or not told apart, may contain one that is capped. */
export const mayContainCapped = (sum: number): boolean => sum >= mostMessages

/** Whether an answer with so many chats may have left out others. */
export const mayLeaveOutChats = (chats: number): boolean => chats >= mostChats
