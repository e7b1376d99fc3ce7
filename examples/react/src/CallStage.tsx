import type { SideSnapshot } from 'example-shared'
import { VideoTile } from './VideoTile.tsx'

/** The two pictures: what each side receives from the other. */
export function CallStage({ ada, ben }: { ada: SideSnapshot; ben: SideSnapshot }) {
  return (
    <section className="stage" aria-label="Video">
      <VideoTile title="What Ada sees" side={ada} />
      <VideoTile title="What Ben sees" side={ben} />
    </section>
  )
}
