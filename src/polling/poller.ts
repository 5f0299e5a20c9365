import type { SourceUpdate, SourceKey } from '../domain/source.ts'
import { type Schedule, type ScheduleEvent, idle, next } from './schedule.ts'
import { scheduleParams } from './schedule-params.ts'
import type { CrowdMemory } from './crowd-memory.ts'
import type { HeardMessage, LeaderState } from './frame-messages.ts'
import { alone, type Group, type OpenGroup } from './group.ts'
import { KnownSources } from './known-sources.ts'
import { longestAnswer, pollResult, type PollResult } from './poll-answer.ts'
import type { PollerOptions } from './poller-options.ts'
import { Subscriptions } from './subscriptions.ts'

export interface Poller {
  /** Begins a visit with what an earlier one taught. To be called before anything is subscribed to, if at all. */
  start(known: PollStart): void
  /** Shown, online and what is wanted may change at any time; asking follows. */
  setShown(shown: boolean): void
  setOnline(online: boolean): void
  subscribe(sources: readonly SourceKey[]): void
  /** Shares the asking with all frames of a group. Until then a frame asks for itself. */
  join(group: OpenGroup): void
  /** A person wants to know at once. */
  refresh(): void
  /** The same after something has been done, but for chats that have not changed. */
  recheck(): void
  activity(): void
  /** The computer's clock has jumped, or it has slept. */
  wake(): void
  /** Leaves the others and asks no more, but keeps what it knows. */
  pause(): void
  /** Goes on after a pause. */
  resume(): void
}

interface PollStart {
  /** What is remembered of the crowd behind this address. */
  readonly memory: CrowdMemory | null
  /** How old the numbers on the screen are, in ms; null where something that is to be shown has none. */
  readonly age: number | null
}

/** A batch takes 50 commands; the names of people and the person's own id ride along. Who is left out comes first next time. */
const mostSources = 48

/** A browser takes longer timers for none. */
const longestTimer = 2 ** 31 - 1

const goOn = () => Promise.resolve()

/**
 * Carries out what the schedule decides, never with two requests at a time: alone, or as one of many frames that elect
 * one to ask for all. Only a frame that is shown and has a session stands for election: when the leader is hidden
 * another takes over, and when all are hidden nobody asks.
 */
export function createPoller(options: PollerOptions): Poller {
  const { ask, onFound, onStatus, onSession, prepare, touchedAt, params = () => scheduleParams, environment } = options
  const { now, random, frame, setTimer, yieldToMain = goOn, yieldIfDue = goOn } = environment
  const subscriptions = new Subscriptions(frame)
  const known = new KnownSources(touchedAt)
  let schedule: Schedule = idle
  let polledAt: number | null = null
  let shown = false
  let online = true
  /** What the request under way asks for; null: there is none. */
  let underWay: readonly SourceKey[] | null = null
  /** Whether the request under way says nothing of what has been wanted since. */
  let isWantedAgain = false
  let isPaused = false
  /** Whether this frame can't ask. It goes on showing what others find. */
  let isSessionLost = false
  /** Whether the page around this frame did not renew its session when it asked last. */
  let isUnrenewed = false
  /** Whether this frame lacks code for what it shows itself. */
  let isUnable = false
  let isPrepared = false
  let stopTimer: (() => void) | undefined
  let openGroup = alone
  let group = open()

  function open(): Group {
    return openGroup({
      environment,
      shows: source => subscriptions.own.includes(source),
      onLeading: lead,
      onMessage: receive,
      onSilence: takeOver,
      onDoubt: () => subscribe(true),
      expectedAt: () => (isWaiting() ? (schedule.asking ? 0 : nextAt(subscriptions.all)) : null),
    })
  }

  const canLead = () => shown && !isPaused && !isSessionLost
  const isWaiting = () => shown && subscriptions.own.length > 0

  /** A frame that is hidden need not: it joins when it is shown. */
  function takeOver(): void {
    if (canLead()) group.steal()
    else if (isSessionLost) dispatch({ type: 'failed', kind: 'session' })
  }

  function dispatch(event: ScheduleEvent): void {
    schedule = next(schedule, event, now(), random, params())
    setNextTimer()
  }

  function setNextTimer(): void {
    stopTimer?.()
    const wanted = subscriptions.all
    const at = nextAt(wanted)
    const nextBySource = new Map(wanted.map(source => [source, promisedFor(source, at)]))
    onStatus({ schedule, nextAt: at, nextBySource, polledAt, isLeading: group.isLeading })
    if (!group.isLeading || underWay !== null || at === null) return
    const wait = Math.max(at, group.doubtUntil) - now()
    if (wait <= 0) void poll(known.due(subscriptions.all, now()))
    else stopTimer = setTimer(onTimer, Math.min(Math.ceil(wait), longestTimer))
  }

  function onTimer(): void {
    group.notice()
    dispatch({ type: 'timer' })
  }

  /** The schedule says when the next request may go out; the sources, when there is something to ask. */
  function nextAt(wanted: readonly SourceKey[]): number | null {
    const { due, phase, allowedFrom } = schedule
    if (due === null || wanted.length === 0) return null
    return known.nextAsk(wanted, due, phase === 'resting' ? allowedFrom : due)
  }

  /** When a source is asked for next, if that can be said. One that rides along with the others has no request of its own. */
  function promisedFor(source: SourceKey, next: number | null): number | null {
    const at = nextAt([source]) ?? waitedFor(source)
    return known.ridesAlong(source) && at !== next ? null : at
  }

  /** While the others are asked, a source that is left out waits on. */
  function waitedFor(source: SourceKey): number | null {
    const at = known.dueAt(source)
    return schedule.phase === 'asking' && at > now() ? at : null
  }

  async function poll(sources: readonly SourceKey[]): Promise<void> {
    const askedAt = now()
    const asked = sources.slice(0, mostSources)
    underWay = asked
    isWantedAgain = false
    dispatch({ type: 'asked' })
    const answer = await ask(asked)
    await yieldIfDue()
    // Where nobody answers, a chat that is left alone is not known to be unchanged either.
    const concerned = answer.ok ? asked : [...new Set([...asked, ...known.unchanged(subscriptions.all)])]
    const answered = pollResult(concerned, answer, askedAt)
    const changes = answered.updates.filter(update => known.isChange(update))
    const result = { ...answered, updates: answered.updates.map(update => (changes.includes(update) ? update : known.asKnown(update))) }
    const changed = changes.length > 0
    await yieldIfDue()
    underWay = null
    isUnrenewed = result.failure?.kind === 'renewal'
    if (result.isSessionLost) {
      loseSession(result)
    } else if (isSessionLost && result.failure !== null) {
      // Nothing says that the session is back.
      dispatch({ type: 'failed', kind: 'session' })
    } else {
      take(result, changed, now() - askedAt > longestAnswer)
      await yieldToMain()
      if (isUnrenewed) passOn()
      else tell(result)
    }
    // Hidden meanwhile, it has led on until the answer was there, so that nobody asked beside it.
    if (!canLead()) group.leave()
  }

  function take(result: PollResult, changed: boolean, isLate: boolean): void {
    const { updates, failure } = result
    if (isSessionLost) regainSession()
    const isChatChanged = failure === null && known.learn(updates, now(), random)
    if (failure === null) polledAt = updates[0]?.at ?? polledAt
    if (result.unreadable.some(source => subscriptions.own.includes(source))) isUnable = true
    show(known.take(updates.map(update => ({ ...update, ok: update.outcome.ok, update }))))
    subscriptions.expire()
    known.forgetAllBut(subscriptions.all)
    dispatch(failure === null ? { type: 'answered', changed } : { type: 'failed', kind: failure.kind })
    if (isLate || isChatChanged || (isWantedAgain && failure === null)) dispatch({ type: 'wanted' })
  }

  function show(updates: readonly SourceUpdate[]): void {
    if (updates.length > 0) onFound(updates)
  }

  /** As the leader, all of it; a frame that has asked for itself has good news only. */
  function tell({ updates, unreadable, failure }: PollResult): void {
    if (group.isLeading) {
      update(updates.filter(({ source }) => !unreadable.includes(source)), unreadable)
      if (failure !== null || isPrepared || !group.isShared) return
      isPrepared = true
      prepare?.()
    } else {
      tellAnswers(updates)
    }
  }

  function update(updates: readonly SourceUpdate[], unreadable: readonly SourceKey[] = []): void {
    group.post({ type: 'update', updates, unreadable, state: { schedule, sources: known.blocks, polledAt } })
  }

  function tellAnswers(updates: readonly SourceUpdate[]): void {
    const answers = updates.filter(({ outcome }) => outcome.ok)
    if (answers.length > 0) group.post({ type: 'answers', updates: answers })
  }

  /** The page around this frame did not renew its session: another frame's page may, so it has the next try. */
  function passOn(): void {
    if (!group.isShared || !group.isLeading) return
    group.leave()
    if (canLead()) group.join()
  }

  /** Another frame may well have a session, so nobody else hears of it. */
  function loseSession({ updates }: PollResult): void {
    isSessionLost = true
    const failure = updates.map(({ outcome }) => (outcome.ok ? null : outcome.failure)).find(one => one?.kind === 'session')
    onSession?.(failure ?? null)
    onFound(updates.filter(({ source }) => subscriptions.own.includes(source)))
    dispatch({ type: 'failed', kind: 'session' })
  }

  function regainSession(): void {
    isSessionLost = false
    schedule = { ...schedule, stopped: false }
    onSession?.(null)
    if (canLead()) group.join()
  }

  function lead(): void {
    if (!group.isLeading) {
      setNextTimer()
      return
    }
    schedule = { ...schedule, asking: underWay !== null }
    dispatch({ type: 'shown' })
    group.post({ type: 'resubscribe' })
    wantMissing(subscriptions.own)
  }

  /** Asks soon for what is older than the schedule would let it become, and for what a new frame can't be told. */
  function wantMissing(newlyWanted: readonly SourceKey[]): void {
    if (!group.isLeading) return
    const at = now()
    const interval = schedule.plan.at - schedule.since
    const isMissing = (source: SourceKey) => known.age(source, at) > interval || known.latest([source]).length === 0
    const missing = newlyWanted.filter(source => known.isDue(source, at) && isMissing(source))
    if (missing.length === 0) return
    isWantedAgain ||= !isUnderWay(missing)
    dispatch({ type: 'wanted' })
  }

  const isUnderWay = (sources: readonly SourceKey[]): boolean => sources.every(source => underWay?.includes(source) === true)

  function follow(theirs: LeaderState): void {
    known.blocks = theirs.sources
    polledAt = theirs.polledAt
    schedule = { ...theirs.schedule, shown, online, hiddenAt: now() }
    // The phase is this frame's own: a leader that was hidden while it asked waits for somebody to look.
    dispatch({ type: shown ? 'shown' : 'hidden' })
  }

  function subscribe(isNew: boolean): void {
    group.subscribe(shown ? subscriptions.own : [], isNew)
  }

  function receive(message: HeardMessage): void {
    switch (message.type) {
      case 'subscribe':
        subscriptions.set(message.frame, message.sources)
        if (!group.isLeading || !message.isNew) return
        if (isUnrenewed && message.sources.length > 0) return void passOn()
        update(known.latest(message.sources))
        wantMissing(message.sources)
        return
      case 'resubscribe':
        subscribe(false)
        return
      case 'update':
        show(known.take(message.updates))
        if (group.isLeading) return
        follow(message.state)
        known.forgetAllBut(subscriptions.all)
        subscribe(false)
        // What has waited in a page that was frozen says nothing of who leads by now.
        if (canLead() && !isUnable && now() >= group.doubtUntil && message.unreadable.some(source => subscriptions.own.includes(source))) group.steal()
        return
      case 'answers':
        show(known.take(message.updates))
        known.unblock(message.updates.filter(({ ok }) => ok).map(({ source }) => source))
        setNextTimer()
        return
      case 'refresh':
      case 'recheck':
      case 'activity':
        if (group.isLeading) act(message.type)
    }
  }

  function act(type: 'refresh' | 'recheck' | 'activity'): void {
    if (type === 'activity') return void dispatch({ type })
    // What has been done since the request went out is not in its answer.
    isWantedAgain ||= type === 'recheck' || !isUnderWay(subscriptions.all)
    known.retry(now(), type === 'refresh')
    dispatch({ type: 'refresh' })
    update([])
  }

  function askAnew(type: 'refresh' | 'recheck'): void {
    if (isSessionLost) {
      if (underWay !== null) return
      dispatch({ type: 'refresh' })
      void poll(subscriptions.own)
    } else if (group.isLeading) {
      act(type)
    } else {
      group.post({ type })
      group.expectLeader()
    }
  }

  function enter(): void {
    group = open()
    if (canLead()) group.join()
    subscribe(true)
    if (!isSessionLost) tellAnswers(known.latest(subscriptions.own))
  }

  function exit(): void {
    group.subscribe([], false)
    group.close()
    stopTimer?.()
  }

  return {
    start(begin) {
      if (underWay !== null || schedule.hasNumbers) return
      schedule = next(idle, { type: 'start', shown, online, ...begin }, now(), random, params())
      setNextTimer()
    },
    setShown(isShown) {
      if (shown === isShown) return
      shown = isShown
      dispatch({ type: shown ? 'shown' : 'hidden' })
      if (canLead()) group.join()
      else if (underWay === null) group.leave()
      subscribe(shown)
    },
    setOnline(isOnline) {
      if (online === isOnline) return
      online = isOnline
      dispatch({ type: online ? 'online' : 'offline' })
    },
    subscribe(sources) {
      const added = sources.filter(source => !subscriptions.own.includes(source))
      subscriptions.set(frame, sources)
      show(known.latest(added))
      subscribe(true)
      wantMissing(sources)
      setNextTimer()
    },
    join(theirGroup) {
      if (!isPaused) exit()
      openGroup = theirGroup
      if (!isPaused) enter()
    },
    refresh: () => askAnew('refresh'),
    recheck: () => askAnew('recheck'),
    activity() {
      if (group.isLeading) act('activity')
      else group.post({ type: 'activity' })
    },
    wake() {
      group.notice()
      dispatch({ type: 'timer' })
    },
    pause() {
      if (isPaused) return
      isPaused = true
      exit()
    },
    resume() {
      if (!isPaused) return
      isPaused = false
      enter()
    },
  }
}
