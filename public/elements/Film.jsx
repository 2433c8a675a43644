// A finished film: player with its scenes and sound, downloads, versions, what it cost, what next.
import { useRef, useState } from 'react';
import {
  Archive, ChevronDown, Download, Flag, Loader2, Music, Palette, Plus, RectangleHorizontal, RefreshCw, Sparkles, Square, Sun
} from 'lucide-react';

const WORDS = {
  en: {
    ready: 'Your film is ready', older: 'Earlier film', version: 'Version', download: 'Download film',
    report: 'Report', reportMore: 'Tell whoever runs AdFlow here what is not right', reported: 'Report this film: ',
    zip: 'All parts (ZIP)', parts: 'Parts', next: 'Try next', open: 'Show', close: 'Hide',
    versions: 'Films of this project', shown: 'this one', goTo: (n) => `Show version ${n}`,
    at: (time, n) => `${time}, shot ${n}`, seek: 'Place in the film',
    cost: (text) => `This film ${text}`, spent: (text) => `the whole ad ${text}`, spentFilm: (text) => `with all versions ${text}`, free: 'Made for free', loud: 'LUFS',
    beats: { hook: 'Hook', problem: 'Problem', solution: 'Solution', cta: 'Call to action' },
    tries: [
      [Sun, 'Make shot 2 warmer'], [Music, 'Other music'], [Square, 'Make it square'],
      [RectangleHorizontal, 'Make it landscape'], [Sparkles, 'Another take of shot 1']
    ],
    triesFilm: [
      [Plus, 'Add another scene'], [RefreshCw, 'Regenerate the last scene'], [Music, 'Other music'],
      [Palette, 'Change the style to watercolour'], [Square, 'Make it square']
    ]
  },
  de: {
    ready: 'Dein Film ist fertig', older: 'Früherer Film', version: 'Fassung', download: 'Film herunterladen',
    report: 'Melden', reportMore: 'Denen sagen, die AdFlow hier betreiben, was nicht stimmt', reported: 'Melde diesen Film: ',
    zip: 'Alle Teile (ZIP)', parts: 'Teile', next: 'Als Nächstes', open: 'Zeigen', close: 'Verbergen',
    versions: 'Filme dieses Projekts', shown: 'dieser', goTo: (n) => `Fassung ${n} zeigen`,
    at: (time, n) => `${time}, Szene ${n}`, seek: 'Stelle im Film',
    cost: (text) => `Dieser Film ${text}`, spent: (text) => `die ganze Anzeige ${text}`, spentFilm: (text) => `mit allen Fassungen ${text}`, free: 'Kostenlos gemacht', loud: 'LUFS',
    beats: { hook: 'Hook', problem: 'Problem', solution: 'Lösung', cta: 'Aufruf' },
    tries: [
      [Sun, 'Mach Szene 2 wärmer'], [Music, 'Andere Musik'], [Square, 'Mach es quadratisch'],
      [RectangleHorizontal, 'Mach es im Querformat'], [Sparkles, 'Szene 1 noch einmal neu']
    ],
    triesFilm: [
      [Plus, 'Noch eine Szene'], [RefreshCw, 'Letzte Szene neu machen'], [Music, 'Andere Musik'],
      [Palette, 'Ändere den Stil zu Anime'], [Square, 'Mach es quadratisch']
    ]
  }
};

// The scenes and the sound along one line; a click or an arrow key goes there.
function Timeline({ props, words, video, at }) {
  const total = props.scenes.reduce((sum, scene) => sum + scene.seconds, 0) || props.seconds || 1;
  const seek = (seconds) => {
    if (video.current) video.current.currentTime = Math.max(0, Math.min(total - 0.05, seconds));
  };
  let end = 0;
  const shot = props.scenes.findIndex((scene) => at < (end += scene.seconds)) + 1 || props.scenes.length;
  const keys = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: total };
  const bars = (props.peaks || []).map((peak, index) => `M${index + 0.5} ${50 - Math.max(peak, 2) / 2}V${50 + Math.max(peak, 2) / 2}`);
  return (
    <div
      className="af-line" role="slider" tabIndex="0" aria-label={words.seek} aria-valuemin="0" aria-valuemax={Math.round(total)}
      aria-valuenow={Math.round(at)} aria-valuetext={words.at(adflow.clock(at), shot)}
      onClick={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        seek(((event.clientX - box.left) / box.width) * total);
      }}
      onKeyDown={(event) => {
        if (!(event.key in keys)) return;
        event.preventDefault();
        seek(keys[event.key]);
      }}
    >
      <div className="af-line-scenes" aria-hidden="true">
        {props.scenes.map((scene, index) => (
          <span
            key={index} className={`af-beat-${scene.beat} ${index + 1 === shot ? 'af-line-now' : ''}`} style={{ flexGrow: scene.seconds }}
            title={[index + 1, props.recipe === 'product-ad' && words.beats[scene.beat], scene.title].filter(Boolean).join(' · ')}
          >{index + 1}</span>
        ))}
      </div>
      {bars.length ? (
        <svg className="af-wave" viewBox={`0 0 ${bars.length} 100`} preserveAspectRatio="none" aria-hidden="true">
          <path d={bars.join('')} vectorEffect="non-scaling-stroke" />
        </svg>
      ) : null}
      <span className="af-line-played" aria-hidden="true" style={{ width: `${Math.min(100, (at / total) * 100)}%` }} />
    </div>
  );
}

function Versions({ props, words, go, sent }) {
  if (!(props.versions?.length > 1)) return null;
  return (
    <div role="group" aria-label={words.versions}>
      <div className="af-kicker">{words.versions}</div>
      <div className="af-versions">
        {props.versions.map((one) => {
          const here = one.version === props.version;
          return (
            <button
              key={one.version} type="button" className="af-version" aria-pressed={here} disabled={!!sent || here}
              title={[one.name, one.note].filter(Boolean).join(' · ') || undefined}
              aria-label={here ? `${words.version} ${one.version}, ${words.shown}` : words.goTo(one.version)}
              onClick={() => go(one.version)}
            >
              {one.poster ? <img src={one.poster} alt="" loading="lazy" /> : null}
              <span>
                {sent === `go:${one.version}` ? <Loader2 className="af-mark-running" aria-hidden="true" /> : null}
                {one.name || `${words.version} ${one.version}`}
              </span>
            </button>
          );
        })}
      </div>
    </div>
  );
}

function Parts({ props, words }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <div className="af-actions">
        <a className="af-button af-primary" href={props.download} download>
          <Download aria-hidden="true" />{words.download}
        </a>
        {props.archive ? (
          <a className="af-button" href={props.archive} download><Archive aria-hidden="true" />{words.zip}</a>
        ) : null}
        <button type="button" className="af-tool af-report" title={words.reportMore} onClick={() => adflow.begin(words.reported)}>
          <Flag aria-hidden="true" />{words.report}
        </button>
      </div>
      {props.parts.length ? (
        <div>
          <button type="button" className="af-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
            <ChevronDown aria-hidden="true" className={open ? 'af-turned' : ''} />{words.parts} ({props.parts.length})
          </button>
          {open ? (
            <ul className="af-lines af-parts">
              {props.parts.map((part) => (
                <li key={part.name}>
                  <a href={part.url} download>{part.name}</a>
                  <span className="af-muted">{adflow.bytes(part.size, props.language)}</span>
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      ) : null}
    </>
  );
}

function Next({ props, words, shape, sendUserMessage }) {
  const all = props.recipe === 'product-ad' ? words.tries : words.triesFilm;
  const tries = all.filter(([Icon]) =>
    !(shape === 'square' && Icon === Square) && !(shape === 'wide' && Icon === RectangleHorizontal)
  ).slice(0, 4);
  return (
    <div className="af-tries">
      <div className="af-kicker">{words.next}</div>
      <div className="af-chips">
        {tries.map(([Icon, text]) => (
          <button key={text} type="button" className="af-chip af-try" onClick={() => sendUserMessage(text)}>
            <Icon aria-hidden="true" />{text}
          </button>
        ))}
      </div>
    </div>
  );
}

function Facts({ props, words }) {
  const { language } = props;
  const facts = [
    props.seconds ? `${Math.round(props.seconds)} s` : null, `${props.width} × ${props.height}`,
    adflow.bytes(props.size, language),
    typeof props.loudness === 'number' ? `${adflow.number(props.loudness, language)} ${words.loud}` : null
  ].filter(Boolean);
  const money = props.spent || props.cost
    ? `${words.cost(adflow.dollars(props.cost, language))} · ${(props.recipe === 'product-ad' ? words.spent : words.spentFilm)(adflow.dollars(props.spent, language))}` : words.free;
  return (
    <>
      <div className="af-facts">{facts.map((fact) => <span key={fact}>{fact}</span>)}</div>
      <div className="af-muted">{money}</div>
    </>
  );
}

function Folded({ props, words, open, setOpen }) {
  return (
    <header className="af-folded">
      <div className="af-folded-pictures" aria-hidden="true">{props.poster ? <img src={props.poster} alt="" /> : null}</div>
      <div className="af-head-text">
        <div className="af-kicker">{words.older}</div>
        <div className="af-folded-title">{props.title} · {words.version} {props.version}</div>
      </div>
      <button type="button" className="af-tool" aria-expanded={open} onClick={() => setOpen(!open)}>
        <ChevronDown className={open ? 'af-turned' : ''} aria-hidden="true" />{open ? words.close : words.open}
      </button>
      <a className="af-tool" href={props.download} download><Download aria-hidden="true" />{words.download}</a>
    </header>
  );
}

const Film = adflow.once('Film', () => function Film({ props, callAction, sendUserMessage }) {
  const words = WORDS[props.language] || WORDS.en;
  const [click, sent, lost] = adflow.useClick(useState, callAction);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const video = useRef(null);
  const old = props.current === false;
  const shape = props.width > props.height ? 'wide' : props.width === props.height ? 'square' : 'tall';
  const go = (version) => click('act', { act: 'go_to', project: props.project, version }, `go:${version}`);
  return (
    <section className={`af-card af-film-card ${old ? 'af-old' : ''}`} aria-label={`${old ? words.older : words.ready}: ${props.title}`}>
      {old ? <Folded props={props} words={words} open={open} setOpen={setOpen} /> : null}
      {old && !open ? null : (
        <div className={`af-film af-film-${shape}`}>
          <div className="af-player">
            <video
              ref={video} src={props.film} poster={props.poster || undefined} controls playsInline preload="metadata"
              aria-label={props.title} style={{ aspectRatio: `${props.width} / ${props.height}` }}
              onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
            />
          </div>
          <div className="af-film-side">
            <div className="af-film-head">
              <div className="af-kicker">{words.ready} · {words.version} {props.version}</div>
              <h3 className="af-title">{props.title}</h3>
              <Facts props={props} words={words} />
            </div>
            {props.scenes?.length ? <Timeline props={props} words={words} video={video} at={at} /> : null}
            <div><Parts props={props} words={words} /></div>
            {old ? null : <Versions props={props} words={words} go={go} sent={sent} />}
            {old ? null : <Next props={props} words={words} shape={shape} sendUserMessage={sendUserMessage} />}
          </div>
        </div>
      )}
      {lost ? <p className="af-error" role="alert">{adflow.lost(props.language)}</p> : null}
    </section>
  );
});

export default <Film props={props} callAction={callAction} sendUserMessage={sendUserMessage} />;
