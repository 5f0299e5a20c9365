import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Installer, Survey } from '../bitrix24/install.ts'
import { deliveryOf, loadedFiles } from '../browser/delivery.ts'
import { placementBindings } from '../bitrix24/placement-bindings.ts'
import { type Failure, type Result, ok } from '../domain/failure.ts'
import { type Check, checkGround, mayInstall, placesNotOffered } from '../domain/install-checks.ts'
import { type InstallationPlan, type InstallStep, isComplete, isDispensable, planInstallation, type Renewal } from '../domain/installation.ts'
import { useConnectionStore } from './connection.ts'

/**
 * - `surveying`: asking the portal what is there
 * - `ready`: waiting for the button
 * - `working`
 * - `finishing`: all is done, the portal is about to reload its page
 * - `done`
 * - `failed`: with `failure`
 */
export type InstallPhase = 'surveying' | 'ready' | 'working' | 'finishing' | 'done' | 'failed'

type Task = InstallStep & { run: () => Promise<Result<void>> }

/** Puts the app into the portal's menus: the first time, or again to repair it. */
export const useInstallStore = defineStore('install', () => {
  const connection = useConnectionStore()
  const phase = ref<InstallPhase>('surveying')
  const checks = shallowRef<readonly Check[]>([])
  const steps = shallowRef<readonly InstallStep[]>([])
  const failure = shallowRef<Failure | null>(null)
  /** Whether the portal has it all, as far as it tells. */
  const isInPlace = shallowRef(false)

  const isFirstTime = computed(() => connection.portal?.placement.kind === 'install')
  const isIdle = computed(() => phase.value === 'ready' || phase.value === 'failed' || phase.value === 'done')
  const mayStart = computed(() => isIdle.value && mayInstall(checks.value))
  /** Places that the last installation had to do without. */
  const refused = computed(() => steps.value.filter(({ state }) => state === 'refused'))
  /** Something is missing that only the portal's settings can give. */
  const isBlocked = computed(() => checks.value.length > 0 && !mayInstall(checks.value))

  /** The app's own address, without what the portal added to it when it opened the page. */
  const address = location.origin + location.pathname
  const wanted = placementBindings(address)

  /** Looks at what is there, and what is to be done; changes nothing. */
  async function survey(): Promise<void> {
    if (connection.portal?.isAdmin !== true) return
    phase.value = 'surveying'
    failure.value = null
    const installer = await connection.portal.installer()
    const found = take(await installer.survey())
    if (found === null) return
    phase.value = 'ready'
    steps.value = mayInstall(checks.value) ? tasksFor(planFor(found), installer) : []
  }

  /** Brings the portal to the wanted state; what is right already is left alone. Safe to repeat. */
  async function install(): Promise<void> {
    if (connection.portal?.isAdmin !== true) return
    const installer = await connection.portal.installer()
    phase.value = 'working'
    failure.value = null
    const found = take(await installer.survey())
    if (found === null) return
    if (!mayInstall(checks.value)) {
      phase.value = 'ready'
      return
    }
    const tasks = tasksFor(planFor(found), installer)
    steps.value = tasks
    for (const [index, task] of tasks.entries()) {
      mark(index, { state: 'working' })
      const outcome = await task.run()
      if (outcome.ok || await isThereAnyway(task, installer)) {
        mark(index, { state: 'done' })
        continue
      }
      const { code } = outcome.failure
      if (!isDispensable(task.placement, code)) {
        mark(index, { state: 'failed' })
        fail(outcome.failure)
        return
      }
      mark(index, { state: 'refused', code })
    }
    if (isFirstTime.value) {
      phase.value = 'finishing'
      installer.finish()
    } else {
      phase.value = 'done'
    }
  }

  const planFor = ({ bindings, offered }: Survey): InstallationPlan => (
    planInstallation(bindings, wanted.filter(({ placement }) => !placesNotOffered(offered).includes(placement)))
  )

  /** First what is missing, then what is stale: at no moment is the app in no menu. */
  function tasksFor(plan: InstallationPlan, { bind, unbind }: Installer): readonly Task[] {
    const task = (action: InstallStep['action'], placement: InstallStep['placement'], run: Task['run']): Task => (
      { action, placement, state: action === 'keep' ? 'done' : 'waiting', run }
    )
    const renew = async ({ want, stale }: Renewal) => {
      for (const binding of stale) {
        const gone = await unbind(binding)
        if (!gone.ok) return gone
      }
      return bind(want)
    }
    return [
      ...plan.keep.map(({ placement }) => task('keep', placement, () => Promise.resolve(ok(undefined)))),
      ...plan.bind.map(want => task('bind', want.placement, () => bind(want))),
      ...plan.renew.map(renewal => task('renew', renewal.want.placement, () => renew(renewal))),
      ...plan.unbind.map(stale => task('unbind', stale.placement, () => unbind(stale))),
    ]
  }

  /** "Handler already binded" comes as a mere ERROR_CORE: somebody else was faster. Only the list tells. */
  async function isThereAnyway({ action, placement }: Task, installer: Installer): Promise<boolean> {
    if (action !== 'bind' && action !== 'renew') return false
    const answer = await installer.survey()
    return answer.ok && planFor(answer.value).keep.some(kept => kept.placement === placement)
  }

  function take(answer: Result<Survey>): Survey | null {
    checks.value = checkGround({
      isAdmin: connection.portal?.isAdmin ?? false,
      scopes: answer.ok ? answer.value.scopes : null,
      offered: answer.ok ? answer.value.offered : null,
      address,
      portal: connection.portal?.origin ?? '',
      delivery: deliveryOf(loadedFiles(), new URL('assets/', address).href),
    })
    if (answer.ok) {
      isInPlace.value = isComplete(planFor(answer.value))
      return answer.value
    }
    fail(answer.failure)
    return null
  }

  function fail(reason: Failure): void {
    failure.value = reason
    phase.value = 'failed'
  }

  function mark(index: number, change: Pick<InstallStep, 'state' | 'code'>): void {
    steps.value = steps.value.map((step, at) => (at === index ? { ...step, ...change } : step))
  }

  return { phase, checks, steps, refused, failure, address, isFirstTime, isInPlace, mayStart, isBlocked, survey, install }
})
