import { defineStore } from 'pinia'
import { computed, shallowReactive } from 'vue'
import { maxLookUp } from '../bitrix24/b24-portal.ts'
import type { ChatCard } from '../domain/chat.ts'
import { err, type Failure, isPassing, type Result, ok } from '../domain/failure.ts'
import { afterReport, freshSource, isDue, type Source } from '../polling/sources.ts'
import { useConnectionStore } from './connection.ts'
import { useManualRefreshStore } from './manual-refresh.ts'
import { usePrivateChatsStore } from './private-chats.ts'

/** How many are kept: far more than a person sees in a day, far less than a portal may have. */
const cardLimit = 1_000

/** How many private chats are looked up by their own ids at a time. */
const mostPeople = 20

/** Names and looks of chats, looked up for the rows on screen and kept for the session, the oldest up to a limit. */
export const useChatCardsStore = defineStore('chat-cards', () => {
  const connection = useConnectionStore()
  const privateChats = usePrivateChatsStore()
  const cards = shallowReactive(new Map<string, Result<ChatCard>>())
  const wanted = new Set<string>()
  /** From an earlier visit: shown at once, and looked up again when next wanted. */
  const remembered = new Set<string>()
  /** Of look-ups that failed, when each may be tried again, by the clock of `performance`, which nobody sets back. */
  const sources = new Map<string, Source>()
  let onScreen: ReadonlySet<string> = new Set()
  let underWay: readonly string[] = []
  let isAsking = false
  /** People whose private chats are wanted by their own ids, and those who have been asked for: each once. */
  let wantedPeople: readonly number[] = []
  const knownPeople = new Set<number>()

  /**
   * Looks up what is not known yet, and, after a while, what failed in passing. What is asked for in one tick goes in one request;
   * of what was asked for before, nothing more: a person who scrolls on no longer needs it.
   *
   * @param whose user ids whose private chats may be listed a second time, by their own ids
   */
  function want(dialogIds: Iterable<string>, whose: readonly number[] = []): void {
    wanted.clear()
    wantedPeople = whose
    onScreen = new Set(dialogIds)
    for (const id of onScreen) if (isMissing(id) && !underWay.includes(id)) wanted.add(id)
    if (!isAsking) queueMicrotask(() => void lookUpAll())
  }

  /** Looks nothing up for now: what is missing is as if its look-up had failed for this reason. */
  function putOff(dialogIds: Iterable<string>, reason: Failure): void {
    takeAll(new Map([...dialogIds].filter(isMissing).map(id => [id, err(reason)])))
  }

  useManualRefreshStore().onRefresh(() => {
    for (const [id, card] of cards) if (!card.ok) cards.delete(id)
    sources.clear()
  })

  function forgetOldest(): void {
    for (const id of cards.keys()) {
      if (cards.size <= cardLimit) return
      if (onScreen.has(id)) continue
      cards.delete(id)
      sources.delete(id)
    }
  }

  async function lookUpAll(): Promise<void> {
    while (!isAsking && connection.portal !== null) {
      const people = wantedPeople.filter(id => !knownPeople.has(id)).slice(0, mostPeople)
      underWay = [...wanted].slice(0, maxLookUp - people.length)
      if (underWay.length + people.length === 0) return
      for (const id of underWay) wanted.delete(id)
      for (const id of people) knownPeople.add(id)
      isAsking = true
      const answer = await connection.portal.lookUp(underWay, people)
      if (!answer.ok) for (const id of people) knownPeople.delete(id)
      takeAll(answer.ok ? answer.value : new Map(underWay.map(id => [id, answer])))
      forgetOldest()
      if (!answer.ok) {
        wanted.clear()
        wantedPeople = []
      }
      underWay = []
      isAsking = false
    }
  }

  function takeAll(answers: ReadonlyMap<string, Result<ChatCard>>): void {
    const drawn = Math.random()
    for (const [id, card] of answers) {
      noteOutcome(id, card, drawn)
      if (!card.ok && remembered.has(id)) continue
      cards.set(id, card)
      remembered.delete(id)
    }
    notePeople([...answers.values()].flatMap(card => (card.ok ? [card.value] : [])))
  }

  /** A private chat goes by its person from now on, whose picture is looked up when it is wanted. */
  function notePeople(told: readonly ChatCard[]): void {
    const people = new Map<string, number>()
    for (const { personId, ...rest } of told) {
      if (personId === undefined) continue
      people.set(rest.dialogId, personId)
      recall([{ ...rest, dialogId: String(personId) }])
    }
    privateChats.note(people)
  }

  /** @param drawn from [0, 1), the same for all of one request, so that they are tried again in one */
  function noteOutcome(id: string, card: Result<ChatCard>, drawn: number): void {
    if (card.ok) {
      sources.delete(id)
      return
    }
    const report = { failure: card.failure, operating: null }
    sources.set(id, afterReport(sources.get(id) ?? freshSource, report, performance.now(), () => drawn))
  }

  function isMissing(id: string): boolean {
    if (!isDue(sources.get(id) ?? freshSource, performance.now())) return false
    const card = cards.get(id)
    return card === undefined || remembered.has(id) || (!card.ok && isPassing(card.failure))
  }

  /** Takes what another answer of the portal has told of these chats; a name that it leaves out is looked up. */
  function learn(told: readonly ChatCard[]): void {
    for (const card of told) {
      if (card.name === '') continue
      cards.set(card.dialogId, ok(card))
      remembered.delete(card.dialogId)
      sources.delete(card.dialogId)
    }
    forgetOldest()
  }

  /** Shows names of an earlier visit until they have been looked up again. */
  function recall(last: readonly ChatCard[]): void {
    const unknown = last.filter(({ dialogId }) => !cards.has(dialogId))
    for (const card of unknown) {
      cards.set(card.dialogId, ok(card))
      remembered.add(card.dialogId)
    }
    if (unknown.length > 0) notePeople(unknown)
  }

  /** Forgets the names of an earlier visit that have not been looked up again. */
  function forgetRemembered(): void {
    for (const id of remembered) cards.delete(id)
    remembered.clear()
  }

  const known = computed(() => [...cards.values()].flatMap(card => (card.ok ? [card.value] : [])))

  return { cards, known, want, putOff, learn, recall, forgetRemembered }
})
