import { type B24Frame, MessageCommands } from '@bitrix24/b24jssdk'
import * as v from 'valibot'
import type { Command, CommandAnswer } from './batch.ts'
import { parsed } from './poll.ts'
import { count } from './wire.ts'

/** The name of the user option that holds the user's id. */
const option = 'userId'

const profileSchema = v.object({ ID: count })

/**
 * Who looks through this frame. The portal does not say so at the handshake, but it hands over the options of the
 * app's user: there the id is kept, once `profile` has told it. A frame opened later knows it without a request.
 */
export interface Identity {
  /** Null until it is known. */
  readonly userId: number | null
  /** Settles once it is known. May stay pending. */
  readonly identified: Promise<number>
  /** What to ask for beside everything else; nothing, once the user is known. */
  readonly commands: Readonly<Record<string, Command>>
  /** Takes the answers to these commands. */
  take(answers: Readonly<Record<string, CommandAnswer>>): void
}

export function identityOf(b24: B24Frame): Identity {
  let userId = rememberedId(b24)
  let settle: (id: number) => void = () => undefined
  const identified = new Promise<number>((resolve) => {
    settle = resolve
  })
  if (userId !== null) settle(userId)

  return {
    get userId() {
      return userId
    },
    identified,
    get commands(): Readonly<Record<string, Command>> {
      return userId === null ? { profile: { method: 'profile' } } : {}
    },
    take({ profile }) {
      if (userId !== null) return
      const { outcome } = parsed(profile, answer => v.parse(profileSchema, answer).ID)
      if (!outcome.ok) return
      userId = outcome.value
      remember(b24, userId)
      settle(userId)
    },
  }
}

function rememberedId(b24: B24Frame): number | null {
  try {
    return v.parse(count, b24.options.userGet(option))
  } catch {
    // The SDK throws where an option is not set.
    return null
  }
}

/** Past the SDK's own `userSet`, which throws where the portal had no options yet and sent `''` for them. */
function remember(b24: B24Frame, userId: number): void {
  b24.parent.message
    .send(MessageCommands.setUserOption, { name: option, value: String(userId), isSafely: true })
    .catch(() => undefined)
}

