export default defineNuxtConfig({
  compatibilityDate: '2026-01-01',
  telemetry: false,
  imports: { presets: [{ from: '@freshice/vue', imports: ['useIceServers', 'useKeepFresh', 'usePeerConnection'] }] },
  app: { head: { title: 'Nuxt', link: [{ rel: 'icon', href: 'data:,' }] } },
  // Pages hold a credential of their user.
  routeRules: { '/**': { headers: { 'cache-control': 'no-store' } } },
  runtimeConfig: { turnKeyId: '', turnKeySecret: '', turnBaseUrl: '', iceTtl: 3600 },
})
