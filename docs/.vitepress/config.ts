import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { slug } from 'github-slugger'
import { defineConfig } from 'vitepress'
import { inlinePictures } from './inlinePictures.ts'
import { repository, repositoryLinks } from './repositoryLinks.ts'
import { verbatimCode } from './verbatimCode.ts'

const docs = fileURLToPath(new URL('..', import.meta.url))

/** One page for each entry point, as TypeDoc has written them. */
const api = globSync('api/@freshice/**/*.md', { cwd: docs })
  .map((path) => path.replace(/^api\/|\.md$/g, ''))
  .sort()
  .map((name) => ({ text: name, link: `/api/${name}` }))

export default defineConfig({
  title: 'freshice',
  description: 'ICE servers that are always fresh, for WebRTC apps.',
  lang: 'en',
  cleanUrls: true,
  head: [['link', { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' }]],
  // These pages are read in the repository too, where a folder shows its README.
  rewrites: {
    'recipes/README.md': 'recipes/index.md',
    'decisions/README.md': 'decisions/index.md',
  },
  srcExclude: ['test/**'],
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    // Headings have the same anchors here as in the repository.
    anchor: { slugify: slug },
    config(md) {
      repositoryLinks(md, docs)
      inlinePictures(md, docs)
      verbatimCode(md)
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    socialLinks: [{ icon: 'github', link: repository }],
    nav: [
      { text: 'Quick start', link: '/quick-start/', activeMatch: '/quick-start/' },
      { text: 'Concepts', link: '/concepts/credential', activeMatch: '/concepts/' },
      { text: 'Guides', link: '/guides/cloudflare', activeMatch: '/(guides|recipes)/' },
      { text: 'API', link: '/api/', activeMatch: '/api/' },
    ],
    sidebar: {
      '/api/': [{ text: 'API', link: '/api/', items: api }],
      '/': [
        {
          text: 'Quick start',
          link: '/quick-start/',
          items: [
            { text: 'React', link: '/quick-start/react' },
            { text: 'Vue', link: '/quick-start/vue' },
            { text: 'Without a framework', link: '/quick-start/plain' },
            { text: 'The endpoint', link: '/quick-start/server' },
          ],
        },
        {
          text: 'Concepts',
          items: [
            { text: 'The life of a credential', link: '/concepts/credential' },
            { text: 'A call at expiry', link: '/concepts/call-at-expiry' },
            { text: 'States, and what to show', link: '/concepts/states' },
          ],
        },
        {
          text: 'Guides',
          items: [
            { text: 'Cloudflare, from zero', link: '/guides/cloudflare' },
            { text: 'coturn', link: '/guides/coturn' },
            { text: 'Server rendering', link: '/guides/ssr' },
            { text: 'Prefetching', link: '/guides/prefetch' },
            { text: 'Which servers work from here', link: '/guides/probe' },
            { text: 'Several tabs', link: '/guides/tabs' },
            { text: 'SFUs', link: '/guides/sfus' },
            { text: 'Testing with the emulator', link: '/guides/testing' },
            { text: 'Security checklist', link: '/guides/security' },
            { text: 'Troubleshooting', link: '/guides/troubleshooting' },
          ],
        },
        {
          text: 'Recipes',
          link: '/recipes/',
          items: [
            { text: 'Plain WebRTC', link: '/recipes/perfect-negotiation' },
            { text: 'The other side offers', link: '/recipes/other-side-offers' },
            { text: 'simple-peer', link: '/recipes/simple-peer' },
            { text: 'PeerJS', link: '/recipes/peerjs' },
            { text: 'mediasoup-client', link: '/recipes/mediasoup' },
          ],
        },
        {
          text: 'How it is made',
          items: [
            { text: 'How a refresh travels', link: '/how-a-refresh-travels' },
            { text: 'Decisions', link: '/decisions/' },
          ],
        },
      ],
    },
  },
})
