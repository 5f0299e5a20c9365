import * as v from 'valibot'
import { type Failure, type FailureKind, ok } from '../domain/failure.ts'
import { type ChatDetails, type SourceUpdate, isSourceKey, type SourceKey } from '../domain/source.ts'
import { count, counters, taskCounters } from '../storage/schemas.ts'
import { outcomeJson } from './outcome-json.ts'
import type { Schedule } from './schedule.ts'
import type { Source, Wait } from './sources.ts'

/*
 * What the frames of one person tell each other: numbers and names, never a token.
 *
 * The clocks of two frames have nothing in common. So every moment in a message counts from its sending, in ms: -5,000
 * is five seconds before it.
 */

/** What the leader has learnt about when to ask; whoever leads next goes on from there. */
export interface LeaderState {
  readonly schedule: Schedule
  /** When each source may be asked again. */
  readonly sources: ReadonlyMap<SourceKey, Source>
  /** When the last poll was answered; null: none was. */
  readonly polledAt: number | null
}

export type FrameMessage =
  /** A frame wants these sources (none: it is hidden or gone). A new one wants to be told at once what is known. */
  | { readonly type: 'subscribe', readonly frame: string, readonly sources: readonly SourceKey[], readonly isNew: boolean }
  /** From a new leader: subscribe again. */
  | { readonly type: 'resubscribe' }
  /** From the leader: what was found, what it has no code to read, and when it will ask again. */
  | { readonly type: 'update', readonly updates: readonly SourceUpdate[], readonly unreadable: readonly SourceKey[], readonly state: LeaderState }
  /** What a frame has found that asked for itself, before it joined. */
  | { readonly type: 'answers', readonly updates: readonly SourceUpdate[] }
  /** A person acts in a frame that does not lead. */
  | { readonly type: 'refresh' | 'recheck' | 'activity' }

/** A update of another frame. Its value is left out where this frame does not show it. */
export interface HeardUpdate {
  readonly source: SourceKey
  readonly at: number
  /** Whether the portal answered. */
  readonly ok: boolean
  readonly update: SourceUpdate | null
}

/** An update as it is posted: a browser takes half of the time for JSON that it takes to copy an object. */
type PostedUpdate = Omit<SourceUpdate, 'outcome'> & { readonly outcome: string }

type WithUpdates<Message, Update> = Message extends { updates: unknown }
  ? Omit<Message, 'updates'> & { readonly updates: readonly Update[] }
  : Message

export type PostedMessage = WithUpdates<FrameMessage, PostedUpdate>
export type HeardMessage = WithUpdates<FrameMessage, HeardUpdate>

const sourceKey = v.custom<SourceKey>(isSourceKey)

/** Failures that say something to other frames as well. A session, and the page that renews it, is each frame's own. */
const sharedKinds = {
  limit: 0, operating: 0, permission: 0, plan: 0, blocked: 0, closed: 0,
  missing: 0, rejected: 0, server: 0, timeout: 0, network: 0, malformed: 0,
} satisfies Record<Exclude<FailureKind, 'session' | 'renewal'>, 0>

/** A failure that another frame tells of. */
const failure = v.object({
  kind: v.picklist(Object.keys(sharedKinds) as (keyof typeof sharedKinds)[]),
  code: v.string(),
  method: v.exactOptional(v.string()),
}) satisfies v.GenericSchema<unknown, Failure>

/** No wait is longer than a day, in ms, and no age than a century. */
const moment = v.pipe(v.number(), v.minValue(-3.2e12), v.maxValue(86_400_000))
/** No schedule knows a shorter one, in ms. */
const duration = v.pipe(moment, v.minValue(1))
const past = v.pipe(moment, v.maxValue(0))
const sources = v.pipe(v.array(sourceKey), v.maxLength(100))

const updates = v.array(v.object({
  source: sourceKey,
  outcome: v.pipe(v.string(), v.parseJson(), v.variant('ok', [
    v.object({ ok: v.literal(true), value: v.unknown() }),
    v.object({ ok: v.literal(false), failure }),
  ])),
  operating: v.nullable(v.object({ seconds: v.number(), resetIn: v.nullable(v.number()) })),
  askedAt: past,
  at: past,
}))

const plan = v.object({ at: moment, reason: v.picklist(['resting', 'limited', 'failing']) })

const schedule = v.object({
  due: v.nullable(moment),
  phase: v.picklist(['resting', 'limited', 'failing', 'asking', 'paused', 'offline', 'stopped']),
  allowedFrom: moment,
  shown: v.boolean(),
  online: v.boolean(),
  asking: v.boolean(),
  stopped: v.boolean(),
  plan,
  since: moment,
  hasNumbers: v.boolean(),
  hiddenAt: moment,
  pause: duration,
  faults: count,
  refusals: count,
  share: v.object({ interval: v.nullable(duration), steady: v.nullable(duration), at: moment, since: moment, answers: count }),
}) satisfies v.GenericSchema<unknown, Schedule>

const wait = v.variant('reason', [
  v.object({ reason: v.literal('ready') }),
  v.object({ reason: v.picklist(['easing', 'needs-admin', 'backoff']), until: moment }),
  v.object({ reason: v.literal('operating-limit'), until: moment, usedUpUntil: moment }),
  v.object({ reason: v.literal('unchanged'), until: moment, notBefore: moment, counted: v.nullable(v.string()) }),
])

const pace = v.object({
  limit: v.picklist(['assumed-cloud', 'assumed-self-hosted', 'cloud']),
  used: v.number(),
  lastUsed: v.number(),
  correction: v.number(),
  since: moment,
  at: moment,
  resetAt: moment,
})

const source = v.object({ wait, faults: count, pace: v.nullable(pace) }) satisfies v.GenericSchema<unknown, Source>

const leaderState = v.object({ schedule, sources: v.map(sourceKey, source), polledAt: v.nullable(past) })

const messageSchema = v.variant('type', [
  v.object({ type: v.literal('subscribe'), frame: v.pipe(v.string(), v.maxLength(40)), sources, isNew: v.boolean() }),
  v.object({ type: v.picklist(['resubscribe', 'refresh', 'recheck', 'activity']) }),
  v.object({ type: v.literal('update'), updates, unreadable: sources, state: leaderState }),
  v.object({ type: v.literal('answers'), updates }),
])

type WireUpdate = v.InferOutput<typeof updates>[number]

/** How a chat's details are read. */
export type ChatReader = v.GenericSchema<unknown, ChatDetails>

export interface Reader {
  /** Whether this frame shows the source. The values of others are left alone. */
  readonly shows: (source: SourceKey) => boolean
  /** Null while its code is not there. */
  readonly chat: ChatReader | null
}

/** The message as it is posted. @param now of this frame's clock */
export function encodeMessage(message: FrameMessage, now: number): PostedMessage {
  if (!('updates' in message)) return message
  const encoded = {
    ...message,
    updates: message.updates.filter(({ outcome }) => outcome.ok || outcome.failure.kind in sharedKinds).map(one => ({ ...one, outcome: outcomeJson(one.outcome), askedAt: one.askedAt - now, at: one.at - now })),
  }
  return encoded.type === 'update' ? { ...encoded, state: shifted(encoded.state, -now) } : encoded
}

/**
 * A message as another frame posted it; null: it can't be understood, and is dropped.
 * @param sentAt when it was sent, of this frame's clock
 */
export function parseMessage(data: unknown, sentAt: number, reader: Reader): HeardMessage | null {
  const { success: isMessage, output: message } = v.safeParse(messageSchema, data)
  if (!isMessage) return null
  if (!('updates' in message)) return message
  const heard = { ...message, updates: message.updates.flatMap(wire => heardUpdate(wire, sentAt, reader) ?? []) }
  return heard.type === 'update' ? { ...heard, state: shifted(heard.state, sentAt) } : heard
}

function heardUpdate(wire: WireUpdate, sentAt: number, { shows, chat }: Reader): HeardUpdate | null {
  const { source, outcome } = wire
  const at = wire.at + sentAt
  if (!shows(source)) return { source, at, ok: outcome.ok, update: null }
  const update = updateOf({ ...wire, askedAt: wire.askedAt + sentAt, at }, chat)
  return update === null ? null : { source, at, ok: outcome.ok, update }
}

/** Null where the value is not what the source would have said. */
function updateOf({ source, outcome, ...rest }: WireUpdate, chat: Reader['chat']): SourceUpdate | null {
  if (!outcome.ok) return { ...rest, source, outcome }
  if (source === 'messenger') {
    const value = v.safeParse(counters, outcome.value)
    return value.success ? { ...rest, source, outcome: ok(value.output) } : null
  }
  if (source === 'tasks') {
    const value = v.safeParse(taskCounters, outcome.value)
    return value.success ? { ...rest, source, outcome: ok(value.output) } : null
  }
  const value = chat === null ? null : v.safeParse(chat, outcome.value)
  return value?.success === true ? { ...rest, source, outcome: ok(value.output) } : null
}

/** The state with all its moments moved. */
function shifted({ schedule, sources, polledAt }: LeaderState, by: number): LeaderState {
  const { due, allowedFrom, plan, since, hiddenAt, share } = schedule
  return {
    schedule: {
      ...schedule,
      due: due === null ? null : due + by,
      allowedFrom: allowedFrom + by,
      plan: { ...plan, at: plan.at + by },
      since: since + by,
      hiddenAt: hiddenAt + by,
      share: { ...share, at: share.at + by, since: share.since + by },
    },
    sources: new Map([...sources].map(([key, source]) => [key, shiftedSource(source, by)])),
    polledAt: polledAt === null ? null : polledAt + by,
  }
}

function shiftedSource({ wait, faults, pace }: Source, by: number): Source {
  return {
    wait: shiftedWait(wait, by),
    faults,
    pace: pace === null ? null : { ...pace, since: pace.since + by, at: pace.at + by, resetAt: pace.resetAt + by },
  }
}

function shiftedWait(wait: Wait, by: number): Wait {
  switch (wait.reason) {
    case 'ready': return wait
    case 'operating-limit': return { ...wait, until: wait.until + by, usedUpUntil: wait.usedUpUntil + by }
    case 'unchanged': return { ...wait, until: wait.until + by, notBefore: wait.notBefore + by }
    default: return { ...wait, until: wait.until + by }
  }
}
