import { type B24Frame, MessageCommands } from '@bitrix24/b24jssdk'
import * as v from 'valibot'
import { type Outcome, success } from '../domain/failure.ts'
import { askBatch, type Command, type CommandAnswer } from './batch.ts'
import { parsed } from './parsed.ts'
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
  /** Who it is, asking for it alone if need be. One HTTP request at most. */
  ask(): Promise<Outcome<number>>
}

export function identityOf(b24: B24Frame): Identity {
  let userId = rememberedId(b24)
  let settle: (id: number) => void = () => undefined
  const identified = new Promise<number>((resolve) => {
    settle = resolve
  })
  if (userId !== null) settle(userId)

  const identity: Identity = {
    get userId() {
      return userId
    },
    identified,
    get commands(): Readonly<Record<string, Command>> {
      return userId === null ? { profile: { method: 'profile' } } : {}
    },
    take(answers) {
      if (userId !== null) return
      const outcome = profileIn(answers)
      if (!outcome.ok) return
      userId = outcome.value
      remember(b24, userId)
      settle(userId)
    },
    async ask() {
      if (userId !== null) return success(userId)
      const answers = await askBatch(b24, identity.commands)
      if (!answers.ok) return answers
      identity.take(answers.value)
      return profileIn(answers.value)
    },
  }
  return identity
}

function profileIn({ profile }: Readonly<Record<string, CommandAnswer>>): Outcome<number> {
  return parsed(profile, answer => v.parse(profileSchema, answer).ID).outcome
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

