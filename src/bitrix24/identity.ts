import type { B24Frame } from '@bitrix24/b24jssdk'
import * as v from 'valibot'
import { type Result, ok } from '../domain/failure.ts'
import { askBatch, type CommandAnswer, type ExtraCommand } from './batch.ts'
import type { Options } from './options.ts'
import { parsed } from './parsed.ts'
import { anything, count } from './wire.ts'

const profileSchema = v.object({
  ID: count,
  /** Empty where the person has left it to the portal. */
  TIME_ZONE: v.pipe(anything, v.transform(value => (typeof value === 'string' && value !== '' ? value : null))),
})
type Profile = v.InferOutput<typeof profileSchema>

/**
 * Who looks through this frame. The portal does not say so at the handshake, but it hands over the options of the
 * app's user: there it is kept, with the next poll after `profile` has told it. A frame opened later knows it without a request, and only
 * hears in its own first batch whether the person has moved to another time zone.
 */
export interface Identity {
  /** Null until it is known. */
  readonly userId: number | null
  /** Settles once it is known. May stay pending. */
  readonly identified: Promise<number>
  /** Hears the person's time zone, by its IANA name, at once and whenever another is told; null: not known. */
  followTimeZone(listen: (timeZone: string | null) => void): void
  /** What to add to a batch that goes out now and has room for so many commands; nothing, once the portal has told. */
  extraCommands(room: number): readonly ExtraCommand[]
  /** Who it is, asking for it alone if need be. One HTTP request at most. */
  ask(): Promise<Result<number>>
}

export function identityOf(b24: B24Frame, options: Pick<Options, 'forPerson' | 'keepForPerson'>): Identity {
  let userId = idIn(options.forPerson('userId'))
  let timeZone = options.forPerson('timeZone')
  let wasTold = false
  const listeners: ((timeZone: string | null) => void)[] = []
  let identify: (id: number) => void = () => undefined
  const identified = new Promise<number>((resolve) => {
    identify = resolve
  })
  if (userId !== null) identify(userId)

  function takeProfile({ ID: id, TIME_ZONE: told }: Profile): void {
    if (userId === null) {
      userId = id
      identify(id)
    }
    if (told !== timeZone) {
      timeZone = told
      for (const listen of listeners) listen(told)
    }
    const known = { userId: String(userId), timeZone: timeZone ?? '' }
    const isKept = options.forPerson('userId') === known.userId && (options.forPerson('timeZone') ?? '') === known.timeZone
    if (!isKept) void options.keepForPerson(known, 'with-next-poll')
  }

  const question: ExtraCommand = {
    key: 'profile',
    command: { method: 'profile' },
    take(answer) {
      if (wasTold || answer === undefined) return
      const outcome = profileIn(answer)
      if (outcome.ok) takeProfile(outcome.value)
      // A time zone is not worth asking for again and again; who looks, is.
      wasTold = userId !== null
    },
  }

  return {
    get userId() {
      return userId
    },
    identified,
    followTimeZone(listen) {
      listeners.push(listen)
      listen(timeZone)
    },
    extraCommands: room => (wasTold || room < 1 ? [] : [question]),
    async ask() {
      if (userId !== null) return ok(userId)
      const answers = await askBatch(b24, { profile: question.command })
      if (!answers.ok) return answers
      question.take(answers.value.profile)
      const outcome = profileIn(answers.value.profile)
      return outcome.ok ? ok(outcome.value.ID) : outcome
    },
  }
}

function profileIn(answer: CommandAnswer): Result<Profile> {
  return parsed(answer, result => v.parse(profileSchema, result)).outcome
}

function idIn(kept: string | null): number | null {
  const { success: isId, output } = v.safeParse(count, kept)
  return isId ? output : null
}
