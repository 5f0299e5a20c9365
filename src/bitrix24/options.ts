import { type B24Frame, MessageCommands } from '@bitrix24/b24jssdk'

/** A shelf on the portal where an app keeps texts: one per person, and one for everybody. */
export interface Options {
  /** What this person's shelf holds under the app's key; null when nothing. */
  readonly forPerson: string | null
  /** What the administrators have put there for everybody; null when nothing. */
  readonly forEverybody: string | null
  /** Whether the portal said that it has kept it. Never rejects. */
  keepForPerson(value: string): Promise<boolean>
  /** Administrators only: to anybody else a portal answers nothing. */
  keepForEverybody(value: string): Promise<boolean>
}

const key = 'unread'

/** How long a portal may take to answer, in ms. */
const answerLimit = 5_000

export function optionsOf(b24: B24Frame): Options {
  /**
   * Past the SDK's `options.userSet`: where the portal sent its empty options as `''`, the SDK 2.2 has nothing to write
   * into and throws a TypeError. Its message manager resolves to `{ isSafely: true }` when the portal stays silent.
   */
  async function keep(command: MessageCommands, value: string): Promise<boolean> {
    try {
      const answer: unknown = await b24.parent.message.send(command, { name: key, value, isSafely: true, safelyTime: answerLimit })
      return typeof answer !== 'object' || answer === null || !('isSafely' in answer)
    } catch {
      return false
    }
  }

  return {
    forPerson: read(() => b24.options.userGet(key) as unknown),
    forEverybody: read(() => b24.options.appGet(key) as unknown),
    keepForPerson: value => keep(MessageCommands.setUserOption, value),
    keepForEverybody: value => keep(MessageCommands.setAppOption, value),
  }
}

/** The SDK throws for an option that is not set. */
function read(get: () => unknown): string | null {
  try {
    const value = get()
    return typeof value === 'string' ? value : null
  } catch {
    return null
  }
}
