import type { Plugin } from 'vite'

/**
 * For hosts that send no headers, the page brings its own policy. It names no portal, since one build serves all of
 * them, and a page cannot say who may embed it: both are up to headers, and browsers enforce the narrower of the two.
 * http is for portals without https; a page that came by https reaches none of them.
 */
const policy = [
  'default-src \'none\'', 'script-src \'self\'', 'style-src \'self\'', 'img-src \'self\' https: http:', 'connect-src https: http:',
  'base-uri \'none\'', 'form-action \'none\'', 'require-trusted-types-for \'script\'', 'trusted-types vue',
].join('; ')

/** Puts the policy into the page of a build. The dev server needs inline styles and a web socket. */
export function pagePolicy(): Plugin {
  return {
    name: 'unread:page-policy',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', 'content': policy }, injectTo: 'head-prepend' },
    ],
  }
}
