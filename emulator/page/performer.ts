import type { AppFrame } from './app-frame.ts'
import type { Performer } from './bridge.ts'
import { showAlert } from './alert-banner.ts'
import { openPortalPage, openSlider, type Slider } from './slider.ts'

export interface PageHands {
  openMessenger(dialogId: string | null): void
  openInSlider(container: HTMLElement, options: Record<string, unknown>): void
  setTitle(title: string): void
}

/** The commands that are done in the page. Calls and messengers never answer. */
export function createPerformer({ openMessenger, openInSlider, setTitle }: PageHands): Performer {
  const sliders: Slider[] = []
  return {
    alert: showAlert,
    perform(frame, command, params, reply) {
      switch (command) {
        case 'imOpenMessenger':
        case 'imOpenHistory':
          openMessenger(textOf(params.dialogId) || null)
          break
        case 'openPath':
          openPortalPage(textOf(params.path), () => reply({ result: 'close' }))
          break
        case 'openApplication': {
          const slider = openSlider('/marketplace/view/app/', textOf(params.bx24_title) || 'Application', () => reply())
          sliders.push(slider)
          openInSlider(slider.body, params)
          break
        }
        case 'closeApplication':
          sliders.pop()?.close()
          reply()
          break
        case 'resizeWindow':
          reply(resize(frame, params))
          break
        case 'setTitle':
          setTitle(textOf(params.title))
          reply()
          break
        case 'setScroll':
          scrollTo({ top: Number(params.scroll) || 0 })
          reply()
          break
        case 'reloadWindow':
          location.reload()
      }
    },
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function resize({ element }: AppFrame, params: Record<string, unknown>): { width: number, height: number } {
  const height = Number.parseInt(textOf(params.height))
  if (height > 0) {
    element.style.minBlockSize = `${height}px`
  }
  const { width, height: actual } = element.getBoundingClientRect()
  return { width, height: actual }
}
