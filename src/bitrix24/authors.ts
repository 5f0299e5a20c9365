import type { MessageAuthor } from '../domain/message.ts'
import type { MessageTextOptions } from '../domain/message-text.ts'
import { parsePeople } from './person.ts'

/** Where an answer with texts comes from, and who reads it. */
export interface ReaderContext extends Pick<MessageTextOptions, 'formatTime'> {
  /** The portal's origin. */
  readonly origin: string
  /** Who looks at the app; null while nobody has told. */
  readonly userId: number | null
}

/** Whether an author is the reader. */
export const isReader = (authorId: number, { userId }: ReaderContext): boolean | null => (userId === null ? null : authorId === userId)

/** Who is behind the author ids of an answer that lists its people; null: the system, which has the id 0. */
export function authorsIn(users: unknown, context: ReaderContext): (authorId: number) => MessageAuthor | null {
  const people = new Map((Array.isArray(users) ? users : []).flatMap((user: unknown) => [...peopleIn(user, context.origin)]))
  return (authorId) => {
    if (authorId === 0) return null
    const person = people.get(authorId)
    return {
      id: authorId, name: person?.name ?? '', isReader: isReader(authorId, context),
      avatar: person?.avatar ?? null, color: person?.color ?? null,
    }
  }
}

/** A person who cannot be understood takes nobody else along: a message has an author without a name then. */
function peopleIn(user: unknown, origin: string): ReturnType<typeof parsePeople> {
  try {
    return parsePeople([user], origin)
  } catch {
    return new Map()
  }
}

/** Texts are read as their reader's settings say. */
export const textOptions = ({ formatTime }: ReaderContext): Pick<MessageTextOptions, 'formatTime'> => (
  formatTime === undefined ? {} : { formatTime }
)
