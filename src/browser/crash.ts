/** Shows that the app has come to an end. @param code names the fault; nothing of its text, which may quote anything */
type Show = (code: string) => void | Promise<void>

let show: Show = showPlainly
let isOver = false
/** What was thrown when a part of the app could not be loaded. */
const missingParts = new WeakSet<object>()

/** From now on a fault that nobody has handled ends in a calm page, not in a white or a half-dead one. */
export function catchCrashes(): void {
  addEventListener('error', ({ error }: ErrorEvent) => {
    // Without an error it is a notice of the browser, such as "ResizeObserver loop", or the fault of a foreign script.
    if (error instanceof Error) crash(error)
  })
  addEventListener('unhandledrejection', ({ reason }) => crash(reason))
  // Vite tells of every part of the app that could not be loaded, before whoever asked for it hears. One that was only
  // fetched ahead is no fault yet: it is asked for again when it is shown.
  addEventListener('vite:preloadError', ({ payload }) => missingParts.add(payload))
}

/** Only the first fault counts: others mostly follow from it. */
export function crash(reason: unknown): void {
  if (isOver) return
  isOver = true
  const code = `CRASH_${reason instanceof Error ? reason.name : typeof reason}`
  void recover(reason).then(async (isRecovering) => {
    if (!isRecovering) await show(code)
  }).catch(() => showPlainly(code))
}

/** A better page than the plain one, once there is something to show it with. */
export function showCrashesWith(better: Show): void {
  show = better
}

/** In the page's address, when it was loaded anew by itself; there is always an address, but not always storage. */
const reloadedAt = 'reloaded'
/** In ms. A part that is missing again sooner is not missing because of an update. */
const shortest = 60 * 60 * 1000
/** In ms: a server that needs longer than this does not answer. */
const patience = 5_000

const recover = async (reason: unknown) => typeof reason === 'object' && reason !== null && missingParts.has(reason) && await reloadForUpdate()

/**
 * Loads the page anew, once, after a part of the app could not be loaded: where the app has been updated, its old files
 * are gone. Not where the network is gone instead, since no page would come.
 * @returns whether the page is about to go
 */
async function reloadForUpdate(): Promise<boolean> {
  const address = new URL(location.href)
  const now = Date.now()
  if (Math.abs(now - Number(address.searchParams.get(reloadedAt))) < shortest || !await serverAnswers(now)) return false
  address.searchParams.set(reloadedAt, String(now))
  location.replace(address)
  return true
}

/** By a picture: the policy lets scripts ask nobody but the portal. */
function serverAnswers(now: number): Promise<boolean> {
  return new Promise((resolve) => {
    const picture = new Image()
    picture.addEventListener('load', () => resolve(true))
    picture.addEventListener('error', () => resolve(false))
    setTimeout(() => resolve(false), patience)
    picture.src = `./icon.svg?${now}`
  })
}

/** By the address, not as a reload: the page came by a POST, which a browser asks about before it repeats it. */
export const reload = (): void => location.replace(location.href)

/** An empty place for another application on the page: what stood there may be broken. */
export function clearPlace(): HTMLElement {
  const place = document.createElement('div')
  place.id = 'app'
  place.className = 'isolate'
  document.body.replaceChildren(place)
  return place
}

/** With nothing but the browser: not even the texts may have been loaded. */
function showPlainly(code: string): void {
  const page = document.createElement('main')
  page.dataset.testid = 'fatal'
  page.dataset.code = 'crash'
  page.className = 'mx-auto flex min-h-dvh max-w-lg flex-col items-center justify-center gap-4 p-6 text-center text-label'
  const title = document.createElement('h1')
  title.className = 'text-2xl font-semibold'
  title.textContent = 'Unread couldn’t be loaded'
  const text = document.createElement('p')
  text.className = 'text-sm text-description'
  text.textContent = `Reload to try again. If it happens again, tell the person who manages the app: ${code}, version ${appVersion}.`
  const button = document.createElement('button')
  button.className = 'cursor-pointer rounded-md px-4 py-2 ring ring-default'
  button.textContent = 'Reload'
  button.addEventListener('click', reload)
  page.append(title, text, button)
  clearPlace().append(page)
}
