// The board: a card a shot with its picture, how it stands, its clip and its takes. A click sends
// ids and what is wanted, nothing else. What a person wrote is shown as text. All in one file, for
// Chainlit's elements cannot import one another.
import { useState } from 'react';
import {
  AlertTriangle, Camera, Check, ChevronDown, Clock, Film, Image, Loader2, Mic, Pencil, Play, Recycle, Redo2,
  RefreshCw, Square, Sun, Telescope, Undo2, Volume2
} from 'lucide-react';
import {
  DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger
} from '@/components/ui/dropdown-menu';

const WORDS = {
  en: {
    title: 'Storyboard', version: 'Version', waiting: 'The picture comes with the render',
    beats: { hook: 'Hook', problem: 'Problem', solution: 'Solution', cta: 'Call to action' },
    looks: { noir: 'Noir', daylight: 'Daylight', pop: 'Pop' },
    moods: { warm: 'warm music', bold: 'bold music', calm: 'calm music' },
    states: {
      draft: 'Draft', queued: 'Queued', generating: 'Making', ready: 'Ready', failed: 'Failed', reused: 'Reused'
    },
    undo: 'Undo', redo: 'Redo', undoTo: (n) => `Undo: back to version ${n}`, redoTo: (n) => `Redo: on to version ${n}`,
    back: (n) => `Go back to version ${n}`, older: 'Earlier version', open: 'Show', close: 'Hide',
    details: 'Details', seed: 'seed', play: (n) => `Play shot ${n}`, stop: (n) => `Stop shot ${n}`,
    animate: 'Animate', animateOf: (n) => `Animate shot ${n}: ask for the price`, moves: (s) => `Clip ${s} s`,
    again: 'New take', againOf: (n) => `New take of shot ${n}`,
    kinds: { picture: 'Picture', future: 'Imagined picture', clip: 'Clip', sound: 'Sound', voice: 'Voice' },
    newOf: {
      picture: 'Another picture', future: 'Another imagined picture', clip: 'Another clip', sound: 'Another sound',
      voice: 'Another voice'
    },
    take: (kind, n) => `${kind}, take ${n}`, unmade: 'not made yet',
    edit: (n) => `Say what to change in shot ${n}`, draft: (n) => `In shot ${n}, `,
    changed: (n) => `Made anew: ${n}`, kept: (n) => `Kept as it is: ${n}`, nothing: 'Nothing has to be made anew'
  },
  de: {
    title: 'Storyboard', version: 'Fassung', waiting: 'Das Bild entsteht beim Rendern',
    beats: { hook: 'Hook', problem: 'Problem', solution: 'Lösung', cta: 'Aufruf' },
    looks: { noir: 'Noir', daylight: 'Tageslicht', pop: 'Pop' },
    moods: { warm: 'warme Musik', bold: 'kräftige Musik', calm: 'ruhige Musik' },
    states: {
      draft: 'Entwurf', queued: 'Wartet', generating: 'Entsteht', ready: 'Fertig', failed: 'Misslungen',
      reused: 'Behalten'
    },
    undo: 'Zurück', redo: 'Vor', undoTo: (n) => `Rückgängig: zurück zu Fassung ${n}`, redoTo: (n) => `Wiederholen: weiter zu Fassung ${n}`,
    back: (n) => `Zurück zu Fassung ${n}`, older: 'Frühere Fassung', open: 'Zeigen', close: 'Verbergen',
    details: 'Einzelheiten', seed: 'Startzahl', play: (n) => `Szene ${n} abspielen`, stop: (n) => `Szene ${n} anhalten`,
    animate: 'Animieren', animateOf: (n) => `Szene ${n} animieren: nach dem Preis fragen`, moves: (s) => `Clip ${s} s`,
    again: 'Neuer Take', againOf: (n) => `Neuer Take von Szene ${n}`,
    kinds: { picture: 'Bild', future: 'Erdachtes Bild', clip: 'Clip', sound: 'Geräusch', voice: 'Stimme' },
    newOf: {
      picture: 'Ein anderes Bild', future: 'Ein anderes erdachtes Bild', clip: 'Ein anderer Clip',
      sound: 'Ein anderes Geräusch', voice: 'Eine andere Stimme'
    },
    take: (kind, n) => `${kind}, Take ${n}`, unmade: 'noch nicht gemacht',
    edit: (n) => `Sag, was sich in Szene ${n} ändern soll`, draft: (n) => `In Szene ${n} `,
    changed: (n) => `Neu gemacht: ${n}`, kept: (n) => `Bleibt, wie es ist: ${n}`, nothing: 'Nichts muss neu gemacht werden'
  }
};
const MARKS = { queued: Clock, generating: Loader2, ready: Check, failed: AlertTriangle, reused: Recycle };
const BUSY = ['queued', 'generating'];
const KINDS = { picture: Image, future: Telescope, clip: Film, sound: Volume2, voice: Mic };

// A storyboard's numbers as people say them: 1–3, 5.
function ranges(numbers) {
  const found = [];
  numbers.forEach((one) => {
    const last = found[found.length - 1];
    if (last && last[1] === one - 1) last[1] = one;
    else found.push([one, one]);
  });
  return found.map(([from, to]) => (from === to ? from : `${from}–${to}`)).join(', ');
}

// An ad's scene goes by its beat, any other by its time in the film.
function named(shot, props, words) {
  if (props.recipe === 'product-ad') return words.beats[shot.beat];
  const at = (seconds) => adflow.number(seconds, props.language);
  return `${at(shot.from)}–${at(shot.to)} s`;
}

function Badge({ shot, words, language }) {
  if (!shot.state) return null;             // drawn before boards said it
  if (shot.clip && shot.state === 'draft') {          // its clip is made, the film is not
    return <span className="af-badge af-badge-ready"><Film aria-hidden="true" />{words.moves(adflow.number(shot.clip, language))}</span>;
  }
  const Mark = MARKS[shot.state];
  const text = shot.state === 'generating' ? `${words.states.generating} ${shot.percent} %` : words.states[shot.state];
  return (
    <span className={`af-badge af-badge-${shot.state}`} title={shot.problem || undefined}>
      {Mark ? <Mark aria-hidden="true" /> : null}{text}
    </span>
  );
}

function Frame({ shot, props, words }) {
  const [playing, setPlaying] = useState(false);
  const style = { aspectRatio: props.aspect.replace(':', ' / ') };
  return (
    <div
      className={`af-frame af-beat-${shot.beat} af-frame-${shot.state}`} style={style}
      onPointerEnter={(event) => event.pointerType === 'mouse' && shot.play && setPlaying(true)}
      onPointerLeave={(event) => event.pointerType === 'mouse' && setPlaying(false)}
    >
      {shot.picture ? (
        <img src={shot.picture} alt={`${named(shot, props, words)}: ${shot.title}`} loading="lazy" />
      ) : (
        <div className="af-frame-empty" title={words.waiting}><span>{shot.words[0] || shot.title}</span></div>
      )}
      {playing && shot.play ? (
        <video className="af-frame-video" src={shot.play} muted loop autoPlay playsInline aria-label={shot.title} />
      ) : null}
      <span className="af-frame-number">{shot.number}</span>
      <Badge shot={shot} words={words} language={props.language} />
      {shot.play ? (
        <button
          type="button" className="af-frame-play" aria-pressed={playing} onClick={() => setPlaying(!playing)}
          aria-label={playing ? words.stop(shot.number) : words.play(shot.number)}
        >
          {playing ? <Square aria-hidden="true" /> : <Play aria-hidden="true" />}
        </button>
      ) : null}
      {shot.state === 'generating' ? (
        <span className="af-frame-bar" aria-hidden="true"><i style={{ width: `${Math.max(shot.percent, 3)}%` }} /></span>
      ) : null}
    </div>
  );
}

function Line({ icon: Icon, text }) {
  return text ? <div className="af-shot-line"><Icon aria-hidden="true" /><span>{text}</span></div> : null;
}

function Takes({ shot, words, send, sent, locked }) {
  return Object.entries(shot.takes || {}).map(([kind, takes]) => {
    const Icon = KINDS[kind];
    return (
      <div key={kind} className="af-takes" role="group" aria-label={words.kinds[kind]}>
        <Icon aria-hidden="true" />
        {takes.map((take) => (
          <button
            key={take.number} type="button" aria-pressed={take.chosen} disabled={locked || take.chosen}
            className={`af-take ${take.made ? '' : 'af-take-unmade'}`}
            title={words.take(words.kinds[kind], take.number) + (take.made ? '' : ` (${words.unmade})`)}
            aria-label={words.take(words.kinds[kind], take.number)}
            onClick={() => send('use_take', { shot: shot.id, kind, take: take.number }, `${shot.id}:${kind}`)}
          >
            {take.picture ? <img src={take.picture} alt="" loading="lazy" /> : take.number}
          </button>
        ))}
        {sent === `${shot.id}:${kind}` ? <Loader2 className="af-mark-running" aria-hidden="true" /> : null}
      </div>
    );
  });
}

function Shot({ shot, props, words, details, send, sent }) {
  const locked = !!sent;
  const busy = sent === `${shot.id}:again`;
  const still = shot.clip === 0 && !BUSY.includes(shot.state);      // it can be animated by itself
  return (
    <li className="af-shot">
      <Frame shot={shot} props={props} words={words} />
      <div className="af-shot-top">
        <span className={`af-beat-name af-beat-${shot.beat}`}>{named(shot, props, words)}</span>
        {props.recipe === 'product-ad' ? <span className="af-muted">{adflow.number(shot.seconds, props.language)} s</span> : null}
      </div>
      <div className="af-shot-title">{shot.title}</div>
      {shot.words.length ? (
        <ul className={`af-shot-words ${details ? '' : 'af-shot-words-short'}`}>
          {shot.words.map((word, index) => <li key={index}>{word}</li>)}
        </ul>
      ) : null}
      {details ? (
        <div className="af-shot-more">
          <Line icon={Camera} text={shot.camera} />
          <Line icon={Sun} text={shot.mood} />
          <Line icon={Volume2} text={[shot.sound, shot.voice].filter(Boolean).join(' · ')} />
          {(shot.prompts || []).map((one) => (
            <Line
              key={one.kind} icon={KINDS[one.kind]}
              text={`${one.model}${one.seed === null ? '' : ` · ${words.seed} ${one.seed}`}: ${one.words}`}
            />
          ))}
        </div>
      ) : null}
      {shot.problem ? <p className="af-error">{shot.problem}</p> : null}
      {props.current ? (
        <div className="af-shot-foot">
          <Takes shot={shot} words={words} send={send} sent={sent} locked={locked} />
          <div className="af-shot-tools">
            {still ? (
              <button
                type="button" className="af-tool" disabled={locked} title={words.animateOf(shot.number)}
                aria-label={words.animateOf(shot.number)} onClick={() => send('animate', { shot: shot.id }, `${shot.id}:animate`)}
              >
                {sent === `${shot.id}:animate` ? <Loader2 className="af-mark-running" aria-hidden="true" /> : <Film aria-hidden="true" />}
                {words.animate}
              </button>
            ) : null}
            <DropdownMenu modal={false}>
              <DropdownMenuTrigger asChild>
                <button
                  type="button" className={`af-tool ${still ? 'af-tool-icon' : ''}`} disabled={locked}
                  title={words.againOf(shot.number)} aria-label={words.againOf(shot.number)}
                >
                  {busy ? <Loader2 className="af-mark-running" aria-hidden="true" /> : <RefreshCw aria-hidden="true" />}
                  {still ? null : words.again}
                </button>
              </DropdownMenuTrigger>
              <DropdownMenuContent align="start" className="af-menu">
                {Object.entries(KINDS).filter(([kind]) => shot.parts.includes(kind)).map(([kind, Icon]) => (
                  <DropdownMenuItem
                    key={kind} onSelect={() => send('retake', { shot: shot.id, kind }, `${shot.id}:again`)}
                  >
                    <Icon aria-hidden="true" />{words.newOf[kind]}
                  </DropdownMenuItem>
                ))}
              </DropdownMenuContent>
            </DropdownMenu>
            <button
              type="button" className="af-tool af-tool-icon" aria-label={words.edit(shot.number)}
              title={words.edit(shot.number)} onClick={() => adflow.begin(words.draft(shot.number))}
            >
              <Pencil aria-hidden="true" />
            </button>
          </div>
        </div>
      ) : null}
    </li>
  );
}

// An earlier version takes one line until somebody wants to see it.
function Folded({ props, words, open, setOpen, go, sent }) {
  return (
    <header className="af-folded">
      <div className="af-folded-pictures" aria-hidden="true">
        {props.shots.slice(0, 4).map((shot) => (
          shot.picture ? <img key={shot.id} src={shot.picture} alt="" loading="lazy" /> : <i key={shot.id} className={`af-beat-${shot.beat}`} />
        ))}
      </div>
      <div className="af-head-text">
        <div className="af-kicker">{words.older}</div>
        <div className="af-folded-title">
          {words.version} {props.version}{props.name ? ` · ${props.name}` : ''}{props.note ? ` · ${props.note}` : ''}
        </div>
      </div>
      <button type="button" className="af-tool" aria-expanded={open} onClick={() => setOpen(!open)}>
        <ChevronDown className={open ? 'af-turned' : ''} aria-hidden="true" />{open ? words.close : words.open}
      </button>
      <button type="button" className="af-tool" disabled={!!sent} onClick={() => go(props.version)}>
        <Undo2 aria-hidden="true" />{words.back(props.version)}
      </button>
    </header>
  );
}

function Touches({ difference, words, language }) {
  if (!difference) return null;
  const { changed, kept, price, seconds } = difference;
  const anew = changed.length && (price || seconds);        // after an undo all of it is there
  return (
    <ul className="af-touches">
      {anew ? <li><RefreshCw aria-hidden="true" />{words.changed(ranges(changed))}</li> : <li>{words.nothing}</li>}
      {anew && kept.length ? <li><Recycle aria-hidden="true" />{words.kept(ranges(kept))}</li> : null}
      {anew ? <li>{adflow.price(price, language)}{seconds ? ` · ${adflow.duration(seconds, language)}` : ''}</li> : null}
    </ul>
  );
}

const Storyboard = adflow.once('Storyboard', () => function Storyboard({ props, callAction }) {
  const words = WORDS[props.language] || WORDS.en;
  const [click, sent, lost] = adflow.useClick(useState, callAction);
  const [details, setDetails] = useState(false);
  const [open, setOpen] = useState(false);
  const old = props.current === false;
  const send = (act, more, mark) =>
    click('act', { act, project: props.project, version: props.version, ...more }, mark);
  const go = (version) => click('act', { act: 'go_to', project: props.project, version }, `go:${version}`);
  const facts = [
    `${adflow.number(props.seconds, props.language)} s`, props.aspect,
    words.looks[props.look] || props.look || props.style, words.moods[props.mood] || props.mood
  ].filter(Boolean);
  const step = (version, Icon, text, label) => (version ? (
    <button type="button" className="af-tool" disabled={!!sent} title={label(version)} aria-label={label(version)} onClick={() => go(version)}>
      {sent === `go:${version}` ? <Loader2 className="af-mark-running" aria-hidden="true" /> : <Icon aria-hidden="true" />}{text}
    </button>
  ) : null);
  return (
    <section className={`af-card af-storyboard ${old ? 'af-old' : ''}`} aria-label={`${words.title} · ${words.version} ${props.version}`}>
      {old ? (
        <Folded props={props} words={words} open={open} setOpen={setOpen} go={go} sent={sent} />
      ) : (
        <header className="af-head">
          <div className="af-head-text">
            <div className="af-kicker">
              {words.title} · {words.version} {props.version}{props.name ? ` · ${props.name}` : ''}
            </div>
            <h3 className="af-title">{props.title || words.title}</h3>
          </div>
          <div className="af-facts">{facts.map((fact) => <span key={fact}>{fact}</span>)}</div>
        </header>
      )}
      {!old && props.note ? <p className="af-note">{props.note}</p> : null}
      {old ? null : <Touches difference={props.difference} words={words} language={props.language} />}
      {old && !open ? null : (
        <>
          <div className="af-timeline" aria-hidden="true">
            {props.shots.map((shot) => (
              <span key={shot.id} className={`af-beat-${shot.beat} af-seg-${shot.state}`} style={{ flexGrow: shot.seconds }}>
                {shot.state === 'generating' ? <i style={{ width: `${shot.percent}%` }} /> : null}
              </span>
            ))}
          </div>
          <ol className={`af-shots af-shots-${props.aspect.replace(':', '-')}`}>
            {props.shots.map((shot) => (
              <Shot key={shot.id} shot={shot} props={props} words={words} details={details} send={send} sent={sent} />
            ))}
          </ol>
          <footer className="af-board-foot">
            <button type="button" className="af-tool" aria-expanded={details} onClick={() => setDetails(!details)}>
              <ChevronDown className={details ? 'af-turned' : ''} aria-hidden="true" />{words.details}
            </button>
            {old ? null : (
              <span className="af-board-steps">
                {step(props.undo, Undo2, words.undo, words.undoTo)}
                {step(props.redo, Redo2, words.redo, words.redoTo)}
              </span>
            )}
          </footer>
        </>
      )}
      {lost ? <p className="af-error" role="alert">{adflow.lost(props.language)}</p> : null}
    </section>
  );
});

export default <Storyboard props={props} callAction={callAction} />;
