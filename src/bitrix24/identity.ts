import { type B24Frame, MessageCommands } from '@bitrix24/b24jssdk'
import * as v from 'valibot'
import { type Outcome, success } from '../domain/failure.ts'
import { askBatch, type Command, type CommandAnswer } from './batch.ts'
import { parsed } from './parsed.ts'
import { anything, count } from './wire.ts'

/** The names of the user options that hold what is known. */
const options = { userId: 'userId', timeZone: 'timeZone' } as const

const profileSchema = v.object({
  ID: count,
  /** Empty where the person has left it to the portal. */
  TIME_ZONE: v.pipe(anything, v.transform(value => (typeof value === 'string' && value !== '' ? value : null))),
})
type Profile = v.InferOutput<typeof profileSchema>

/**
 * Who looks through this frame. The portal does not say so at the handshake, but it hands over the options of the
 * app's user: there it is kept, once `profile` has told it. A frame opened later knows it without a request, and only
 * hears in its own first batch whether the person has moved to another time zone.
 */
export interface Identity {
  /** Null until it is known. */
  readonly userId: number | null
  /** Settles once it is known. May stay pending. */
  readonly identified: Promise<number>
  /** Hears the person's time zone, by its IANA name, at once and whenever another is told; null: not known. */
  followTimeZone(listen: (timeZone: string | null) => void): void
  /** What to ask for beside everything else; nothing, once the portal has told. */
  readonly commands: Readonly<Record<string, Command>>
  /** Takes the answers to these commands. */
  take(answers: Readonly<Record<string, CommandAnswer>>): void
  /** Who it is, asking for it alone if need be. One HTTP request at most. */
  ask(): Promise<Outcome<number>>
}

export function identityOf(b24: B24Frame): Identity {
  let userId = rememberedId(b24)
  let timeZone = remembered(b24, options.timeZone) || null
  let wasTold = false
  const listeners: ((timeZone: string | null) => void)[] = []
  let settle: (id: number) => void = () => undefined
  const identified = new Promise<number>((resolve) => {
    settle = resolve
  })
  if (userId !== null) settle(userId)

  function takeId(id: number): void {
    if (userId !== null) return
    userId = id
    remember(b24, options.userId, String(id))
    settle(id)
  }

  function takeTimeZone(told: string | null): void {
    if (told === timeZone) return
    timeZone = told
    remember(b24, options.timeZone, told ?? '')
    for (const listen of listeners) listen(told)
  }

  const identity: Identity = {
    get userId() {
      return userId
    },
    identified,
    followTimeZone(listen) {
      listeners.push(listen)
      listen(timeZone)
    },
    get commands(): Readonly<Record<string, Command>> {
      return wasTold ? {} : { profile: { method: 'profile' } }
    },
    take(answers) {
      if (wasTold || answers.profile === undefined) return
      const outcome = profileIn(answers)
      if (outcome.ok) {
        takeId(outcome.value.ID)
        takeTimeZone(outcome.value.TIME_ZONE)
      }
      // A time zone is not worth asking for again and again; who looks, is.
      wasTold = userId !== null
    },
    async ask() {
      if (userId !== null) return success(userId)
      const answers = await askBatch(b24, identity.commands)
      if (!answers.ok) return answers
      identity.take(answers.value)
      const outcome = profileIn(answers.value)
      return outcome.ok ? success(outcome.value.ID) : outcome
    },
  }
  return identity
}

function profileIn({ profile }: Readonly<Record<string, CommandAnswer>>): Outcome<Profile> {
  return parsed(profile, answer => v.parse(profileSchema, answer)).outcome
}

function rememberedId(b24: B24Frame): number | null {
  const { success: isId, output } = v.safeParse(count, remembered(b24, options.userId))
  return isId ? output : null
}

function remembered(b24: B24Frame, option: string): string {
  try {
    return String(b24.options.userGet(option))
  } catch {
    // The SDK throws where an option is not set.
    return ''
  }
}

/** Past the SDK's own `userSet`, which throws where the portal had no options yet and sent `''` for them. */
function remember(b24: B24Frame, name: string, value: string): void {
  b24.parent.message
    .send(MessageCommands.setUserOption, { name, value, isSafely: true })
    .catch(() => undefined)
}
