import { failed as failedOutcome, type Outcome } from '../domain/failure.ts'
import type { Finding, SourceAnswer, SourceKey } from '../domain/poll.ts'
import { type Cadence, type CadenceEvent, idle, next } from './cadence.ts'
import { type CadenceParams, cadenceParams } from './cadence-params.ts'
import { createCandidacy, type Candidacy } from './candidacy.ts'
import type { FrameChannel, FrameMessage, Schedule } from './frame-channel.ts'
import { afterReport, dueAt, freshSource, isDue, nextAsk, retried, type Source } from './sources.ts'
import { Wishes } from './wishes.ts'

export interface PollerOptions {
  /** Asks for the sources in one HTTP request. Fails as a whole when there is no answer. Must not reject. */
  readonly ask: (sources: readonly SourceKey[]) => Promise<Outcome<readonly SourceAnswer[]>>
  /** Takes what was found, by this frame or by another. */
  readonly onFound: (findings: readonly Finding[]) => void
  /**
   * Takes the schedule: of this frame, or of the one that asks for it. `nextAt` says when the next request goes out,
   * `nextBySource` when each source is asked for next, in ms of `environment.now`; null: not before something happens.
   */
  readonly onSchedule: (cadence: Cadence, nextAt: number | null, nextBySource: NextBySource) => void
  /** How often to ask at most and at least; may change at any time. */
  readonly params?: () => CadenceParams
  readonly environment: PollerEnvironment
}

export type NextBySource = ReadonlyMap<SourceKey, number | null>

/** What the poller needs of a browser; a test has its own. */
export interface PollerEnvironment {
  /** In ms since the epoch. */
  readonly now: () => number
  /** Draws from [0, 1). */
  readonly random: () => number
  readonly locks: LockManager | undefined
  readonly openChannel: (name: string, onMessage: (message: FrameMessage) => void) => FrameChannel | null
  /** Lets the browser draw between reading an answer, comparing it, showing it and passing it on. @default goes on at once */
  readonly breathe?: () => Promise<void>
  /** Tells this frame from the person's others. */
  readonly frame: string
}

export interface Poller {
  /** Shown, online and what is wanted may change at any time; asking follows. */
  setShown(shown: boolean): void
  setOnline(online: boolean): void
  setWish(sources: readonly SourceKey[]): void
  /** Shares the asking with all frames that join under the same name. Until then a frame asks for itself. */
  join(name: string): void
  refresh(): void
  activity(): void
  stop(): void
}

/** A batch takes 50 commands; the names of people and the person's own id ride along. Who is left out comes first next time. */
const mostSources = 48

/** How long a leader may take to answer a new frame, in ms: it has only to pass on what it knows. */
const longestSilence = 3_000

/** A browser takes longer timers for none. */
const longestTimer = 2 ** 31 - 1

/**
 * Carries out what the cadence decides, never with two requests at a time: alone, or as one of many frames that elect
 * one to ask for all. Only a frame that is shown stands for election: when the leader is hidden another takes over,
 * and when all are hidden nobody asks.
 */
export function createPoller({ ask, onFound, onSchedule, params = () => cadenceParams, environment }: PollerOptions): Poller {
  const { now, random, frame, breathe = () => Promise.resolve() } = environment
  let cadence: Cadence = idle
  let sources = new Map<SourceKey, Source>()
  const wishes = new Wishes(frame)
  const latest = new Map<SourceKey, Finding>()
  let shown = false
  let online = true
  let leading = false
  let asking = false
  let channel: FrameChannel | null = null
  let candidacy: Candidacy = createCandidacy({ locks: undefined, name: '', onLeading: lead })
  let timer: ReturnType<typeof setTimeout> | undefined
  let watchdog: ReturnType<typeof setTimeout> | undefined

  function dispatch(event: CadenceEvent): void {
    cadence = next(cadence, event, now(), random, params())
    schedule()
  }

  function schedule(): void {
    clearTimeout(timer)
    const at = nextAt(wishes.sources)
    onSchedule(cadence, at, new Map(wishes.sources.map(source => [source, nextAt([source]) ?? waitedFor(source)])))
    if (!leading || asking || at === null) return
    const wait = at - now()
    if (wait <= 0) void askNow()
    else timer = setTimeout(() => dispatch({ type: 'timer' }), Math.min(Math.ceil(wait), longestTimer))
  }

  /** The cadence says when the next request may go out; the sources, when there is something to ask. */
  function nextAt(wanted: readonly SourceKey[]): number | null {
    const { due, phase, allowedFrom } = cadence
    if (due === null || wanted.length === 0) return null
    return nextAsk(wanted.map(source => sources.get(source) ?? freshSource), due, phase === 'resting' ? allowedFrom : due)
  }

  /** While the others are asked, a source that is left out waits on. */
  function waitedFor(source: SourceKey): number | null {
    const at = dueAt(sources.get(source) ?? freshSource)
    return cadence.phase === 'asking' && at > now() ? at : null
  }

  async function askNow(): Promise<void> {
    asking = true
    const askedAt = now()
    const asked = wishes.sources
      .filter(source => isDue(sources.get(source) ?? freshSource, askedAt))
      .toSorted((a, b) => (latest.get(a)?.at ?? 0) - (latest.get(b)?.at ?? 0))
      .slice(0, mostSources)
    dispatch({ type: 'asked' })
    const answer = await ask(asked)
    await breathe()
    const at = now()
    const findings = answer.ok
      ? answer.value.map((part): Finding => ({ ...part, askedAt, at }))
      : asked.map((source): Finding => ({ source, outcome: failedOutcome(answer.failure), operating: null, askedAt, at }))
    const changed = findings.some(finding => differs(finding, latest.get(finding.source)))
    await breathe()
    asking = false
    if (answer.ok) findings.forEach(note)
    take(findings)
    wishes.expire()
    dispatch(answer.ok ? { type: 'answered', changed } : { type: 'failed', kind: answer.failure.kind })
    const found = { type: 'found', findings, schedule: { cadence, sources } } as const
    await breathe()
    channel?.post(found)
  }

  function note({ source, outcome, operating }: Finding): void {
    const report = { failure: outcome.ok ? null : outcome.failure, operating }
    sources.set(source, afterReport(sources.get(source) ?? freshSource, report, now(), random))
  }

  function take(findings: readonly Finding[]): void {
    const news = findings.filter(({ source, at }) => at > (latest.get(source)?.at ?? -1))
    for (const finding of news) latest.set(finding.source, finding)
    if (news.length > 0) onFound(news)
  }

  function lead(nowLeading: boolean): void {
    if (leading === nowLeading) return
    leading = nowLeading
    clearTimeout(watchdog)
    if (leading) {
      cadence = { ...cadence, asking: false }
      dispatch({ type: 'shown' })
      channel?.post({ type: 'roll-call' })
    } else {
      schedule()
    }
  }

  function follow({ cadence: theirs, sources: known }: Schedule): void {
    sources = new Map(known)
    cadence = { ...theirs, shown, online, hiddenAt: now() }
    schedule()
  }

  function state(isNew: boolean): void {
    channel?.post({ type: 'wish', frame, sources: shown ? wishes.own : [], isNew })
    if (isNew && channel !== null) expectLeader()
  }

  /** A leader that says nothing is none: a page that is being torn down, or frozen, may still hold the lock. */
  function expectLeader(): void {
    clearTimeout(watchdog)
    if (shown && !leading && wishes.own.length > 0) watchdog = setTimeout(() => candidacy.seize(), longestSilence)
  }

  function receive(message: FrameMessage): void {
    switch (message.type) {
      case 'wish': {
        wishes.set(message.frame, message.sources)
        if (!leading || !message.isNew) return
        const known = message.sources.flatMap(source => latest.get(source) ?? [])
        channel?.post({ type: 'found', findings: known, schedule: { cadence, sources } })
        if (known.length < message.sources.length) dispatch({ type: 'wanted' })
        return
      }
      case 'found':
        clearTimeout(watchdog)
        take(message.findings)
        if (leading) return
        follow(message.schedule)
        state(false)
        return
      case 'roll-call':
        state(false)
        return
      case 'refresh':
      case 'activity':
        if (leading) act(message.type)
    }
  }

  function act(type: 'refresh' | 'activity'): void {
    if (type === 'refresh') {
      for (const [source, known] of sources) sources.set(source, retried(known, now()))
    }
    dispatch({ type })
  }

  function actOrTell(type: 'refresh' | 'activity'): void {
    if (leading) act(type)
    else channel?.post({ type })
  }

  return {
    setShown(isShown) {
      if (shown === isShown) return
      shown = isShown
      if (shown) candidacy.stand()
      else {
        clearTimeout(watchdog)
        dispatch({ type: 'hidden' })
        candidacy.resign()
      }
      state(shown)
    },
    setOnline(isOnline) {
      if (online === isOnline) return
      online = isOnline
      dispatch({ type: online ? 'online' : 'offline' })
    },
    setWish(wanted) {
      wishes.set(frame, wanted)
      state(true)
      if (leading && wanted.some(source => !latest.has(source))) dispatch({ type: 'wanted' })
    },
    join(name) {
      candidacy.resign()
      channel?.close()
      channel = environment.openChannel(name, receive)
      candidacy = createCandidacy({ locks: channel === null ? undefined : environment.locks, name, onLeading: lead })
      if (shown) candidacy.stand()
      state(true)
    },
    refresh: () => actOrTell('refresh'),
    activity: () => actOrTell('activity'),
    stop() {
      clearTimeout(timer)
      clearTimeout(watchdog)
      wishes.set(frame, [])
      state(false)
      candidacy.resign()
      channel?.close()
      channel = null
    },
  }
}

/** Whether there is news in a finding; when it was found is none. */
function differs({ outcome }: Finding, before: Finding | undefined): boolean {
  return before === undefined || JSON.stringify(outcome) !== JSON.stringify(before.outcome)
}
