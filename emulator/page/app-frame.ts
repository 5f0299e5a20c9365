import type { FrameRequest } from '../wire.ts'
import { element } from './dom.ts'
import { server } from './server.ts'

export interface AppFrame {
  appSid: string
  /** The handler's origin */
  origin: string
  element: HTMLIFrameElement
}

/**
 * Opens the app as portals do: a frame whose name tells it where it is, and a form posted into it. `onOpen` is told of
 * the frame before it loads, and may say that it is no longer wanted.
 */
export async function openAppFrame(container: HTMLElement, request: FrameRequest, onOpen: (frame: AppFrame) => boolean, testId = 'app-frame'): Promise<void> {
  const { appSid, method, name, action, origin, fields } = await server.frame(request)
  const iframe = element('iframe', {
    name,
    'class': 'app-frame',
    'title': 'Application',
    'data-testid': testId,
    'data-placement': fields.PLACEMENT,
    'allow': 'geolocation *; microphone *; camera *; autoplay *;',
  })
  if (!onOpen({ appSid, origin, element: iframe })) {
    return
  }
  container.replaceChildren(element('figure', { class: 'app-figure' }, caption(), iframe))
  if (method === 'get') {
    iframe.src = action
    return
  }

  const form = element('form', { method: 'post', action, target: name, hidden: true })
  for (const [field, value] of Object.entries(fields)) {
    form.append(element('input', { type: 'hidden', name: field, value }))
  }
  document.body.append(form)
  form.submit()
  form.remove()
}

/** Says which part of the page is the app. */
function caption(): HTMLElement {
  return element('figcaption', { 'class': 'app-caption', 'data-testid': 'app-caption' },
    element('b', {}, 'The app'),
    ' runs in this frame.',
    element('span', { class: 'app-caption-more' }, ' Everything around it is emulated.'),
  )
}
