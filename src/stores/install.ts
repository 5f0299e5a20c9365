import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Installer, Survey } from '../bitrix24/install.ts'
import { wantedBindings } from '../bitrix24/wanted-bindings.ts'
import type { Failure, Outcome } from '../domain/failure.ts'
import { type Check, checkGround, mayInstall } from '../domain/install-checks.ts'
import { type Binding, type InstallStep, isComplete, planInstallation, type StepState, type WantedBinding } from '../domain/installation.ts'
import { usePortalStore } from './portal.ts'

/**
 * - `surveying`: asking the portal what is there
 * - `ready`: waiting for the button
 * - `working`
 * - `finishing`: all is done, the portal is about to reload its page
 * - `done`
 * - `failed`: with `failure`
 */
export type InstallPhase = 'surveying' | 'ready' | 'working' | 'finishing' | 'done' | 'failed'

type Task = InstallStep & { run: () => Promise<Outcome<void>> }

/** Puts the app into the portal's menus: the first time, or again to repair it. */
export const useInstallStore = defineStore('install', () => {
  const portal = usePortalStore()
  const phase = ref<InstallPhase>('surveying')
  const checks = shallowRef<readonly Check[]>([])
  const steps = shallowRef<readonly InstallStep[]>([])
  const failure = shallowRef<Failure | null>(null)
  /** Whether the portal has it all, as far as it tells. */
  const isInPlace = shallowRef(false)

  const isFirstTime = computed(() => portal.portal?.placement.kind === 'install')
  const isIdle = computed(() => phase.value === 'ready' || phase.value === 'failed' || phase.value === 'done')
  const mayStart = computed(() => isIdle.value && mayInstall(checks.value))
  /** Something is missing that only the portal's settings can give. */
  const isBlocked = computed(() => checks.value.length > 0 && !mayInstall(checks.value))

  /** The app's own address, without what the portal added to it when it opened the page. */
  const address = location.origin + location.pathname
  const wanted = wantedBindings(address)

  /** Looks at what is there; changes nothing. */
  async function survey(): Promise<void> {
    if (portal.portal?.isAdmin !== true) return
    phase.value = 'surveying'
    failure.value = null
    const answer = await (await portal.portal.installer()).survey()
    if (take(answer) !== null) phase.value = 'ready'
  }

  /** Brings the portal to the wanted state; what is right already is left alone. Safe to repeat. */
  async function install(): Promise<void> {
    if (portal.portal?.isAdmin !== true) return
    const installer = await portal.portal.installer()
    phase.value = 'working'
    failure.value = null
    const found = take(await installer.survey())
    if (found === null) return
    if (!mayInstall(checks.value)) {
      phase.value = 'ready'
      return
    }
    const tasks = tasksFor(found.bindings, installer)
    steps.value = tasks
    for (const [index, task] of tasks.entries()) {
      mark(index, 'working')
      const outcome = await task.run()
      if (!outcome.ok && !await isThereAnyway(task, installer)) {
        mark(index, 'failed')
        fail(outcome.failure)
        return
      }
      mark(index, 'done')
    }
    if (isFirstTime.value) {
      phase.value = 'finishing'
      installer.finish()
    } else {
      phase.value = 'done'
    }
  }

  /** First what is missing, then what is stale: at no moment is the app in no menu. */
  function tasksFor(bindings: readonly Binding[], { bind, unbind }: Installer): readonly Task[] {
    const plan = planInstallation(bindings, wanted)
    const task = (action: InstallStep['action'], placement: InstallStep['placement'], run: Task['run']): Task => (
      { action, placement, state: 'waiting', run }
    )
    const renew = async (want: WantedBinding) => {
      const gone = await unbind(want)
      return gone.ok ? bind(want) : gone
    }
    return [
      ...plan.keep.map(({ placement }) => task('keep', placement, () => Promise.resolve({ ok: true, value: undefined }))),
      ...plan.bind.map(want => task('bind', want.placement, () => bind(want))),
      ...plan.renew.map(want => task('renew', want.placement, () => renew(want))),
      ...plan.unbind.map(stale => task('unbind', stale.placement, () => unbind(stale))),
    ]
  }

  /** "Handler already binded" comes as a mere ERROR_CORE: somebody else was faster. Only the list tells. */
  async function isThereAnyway({ action, placement }: Task, installer: Installer): Promise<boolean> {
    if (action !== 'bind' && action !== 'renew') return false
    const answer = await installer.survey()
    return answer.ok && planInstallation(answer.value.bindings, wanted).keep.some(kept => kept.placement === placement)
  }

  function take(answer: Outcome<Survey>): Survey | null {
    checks.value = checkGround({
      isAdmin: portal.portal?.isAdmin ?? false,
      scopes: answer.ok ? answer.value.scopes : null,
      address,
      portal: portal.portal?.origin ?? '',
    })
    if (answer.ok) {
      isInPlace.value = isComplete(planInstallation(answer.value.bindings, wanted))
      return answer.value
    }
    fail(answer.failure)
    return null
  }

  function fail(reason: Failure): void {
    failure.value = reason
    phase.value = 'failed'
  }

  function mark(index: number, state: StepState): void {
    steps.value = steps.value.map((step, at) => (at === index ? { ...step, state } : step))
  }

  return { phase, checks, steps, failure, address, isFirstTime, isInPlace, mayStart, isBlocked, survey, install }
})
