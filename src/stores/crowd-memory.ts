import { defineStore } from 'pinia'
import type { Schedule } from '../polling/schedule.ts'
import type { ScheduleParams } from '../polling/schedule-params.ts'
import { type CrowdMemory, crowdMemoryOf, isWorthKeeping, parseCrowdMemory, writeCrowdMemory } from '../polling/crowd-memory.ts'
import { useKeptValuesStore } from './kept-values.ts'

/** The option in which the portal keeps for this person what a morning taught about the crowd. */
const option = 'crowd'

/** What earlier mornings taught about the crowd behind this address, kept on the portal. */
export const useCrowdMemoryStore = defineStore('crowd-memory', () => {
  const keptValues = useKeptValuesStore()
  let memory = parseCrowdMemory('')
  let isKeeping = false

  function recall(): CrowdMemory | null {
    memory = parseCrowdMemory(keptValues.forPerson(option) ?? '')
    return memory
  }

  /** Keeps what the schedule has learnt where that is news, with the next poll. @param now in ms of the frame's clock */
  async function learn(schedule: Schedule, now: number, params: ScheduleParams): Promise<void> {
    const learnt = crowdMemoryOf(schedule, now, params)
    if (isKeeping || !isWorthKeeping(learnt, memory)) return
    isKeeping = true
    if (await keptValues.keep({ [option]: writeCrowdMemory(learnt) }, 'with-next-poll')) memory = learnt
    isKeeping = false
  }

  return { recall, learn }
})
