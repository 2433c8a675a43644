// How a render goes on: the graph of what is made from what, with every job's state, and Stop. Names of
// kinds and jobs come with the props.
import { useState } from 'react';
import {
  AlertTriangle, AudioLines, Check, Clapperboard, Film, Image, Layers, Mic, Music, Recycle, Sparkles, Square, Telescope, Volume2
} from 'lucide-react';

const WORDS = {
  en: {
    running: 'Making your film', approved: 'Starting', done: 'Film made', failed: 'The render stopped',
    cancelled: 'Stopped by you', ended: 'This render has ended',
    pictures: { running: 'Making the pictures', approved: 'Starting', done: 'Pictures made' },
    clips: { running: 'Animating', approved: 'Starting', done: 'Clips made' },
    left: (text) => `about ${text} left`, stop: 'Stop', stopping: 'Stopping …',
    kept: 'Everything finished so far is kept.', now: 'Now',
    states: { waiting: 'waiting', running: 'being made', done: 'done', reused: 'reused', failed: 'failed', stopped: 'stopped' },
    of: (done, count) => `${done} of ${count}`, graph: 'What is made from what'
  },
  de: {
    running: 'Dein Film entsteht', approved: 'Es geht los', done: 'Film fertig',
    failed: 'Das Rendern brach ab', cancelled: 'Von dir angehalten', ended: 'Dieses Rendern ist beendet',
    pictures: { running: 'Die Bilder entstehen', approved: 'Es geht los', done: 'Bilder fertig' },
    clips: { running: 'Die Clips entstehen', approved: 'Es geht los', done: 'Clips fertig' },
    left: (text) => `noch etwa ${text}`, stop: 'Anhalten', stopping: 'Hält an …',
    kept: 'Alles bisher Fertige bleibt erhalten.', now: 'Jetzt',
    states: { waiting: 'wartet', running: 'entsteht', done: 'fertig', reused: 'wiederverwendet', failed: 'misslungen', stopped: 'angehalten' },
    of: (done, count) => `${done} von ${count}`, graph: 'Was woraus entsteht'
  }
};

// Where each kind of job has its place, column and row: pictures and what is seen first, then clips with
// all that is heard below them, then what is joined.
const COLUMNS_OF = [['picture', 'future', 'frame'], ['clip', 'sound', 'voice', 'music']];
function placed(stages) {
  const there = (kind) => stages.some((stage) => stage.kind === kind);
  const places = { master: [2, 0] };
  COLUMNS_OF.forEach((kinds, column) => {
    let row = 0;
    kinds.forEach((kind, index) => {
      if (index === 0 || there(kind)) places[kind] = [column, row++];
    });
  });
  const heard = Object.entries(places).filter(([kind, place]) => there(kind) && place[0] === 1 && place[1]).map(([, place]) => place[1]);
  const mix = heard.length ? (Math.min(...heard) + Math.max(...heard)) / 2 : 1;
  Object.assign(places, { mix: [2, Math.max(1, mix)], cut: [3, Math.max(1, mix) / 2] });
  const rows = Math.max(...stages.map((stage) => places[stage.kind][1])) + 1;
  return [places, rows];
}
const ICONS = {
  picture: Image, future: Telescope, frame: Layers, clip: Film, sound: Volume2, voice: Mic, music: Music,
  master: Sparkles, mix: AudioLines, cut: Clapperboard
};
const COLUMNS = 4;
const MOST = 10;                       // jobs that are drawn one by one

function Node({ stage, words, place, rows }) {
  const Icon = ICONS[stage.kind];
  const [column, row] = place;
  const name = stage.name;
  const style = { left: `${(column / COLUMNS) * 100}%`, top: `${(row / rows) * 100}%`, width: `${100 / COLUMNS}%`, height: `${100 / rows}%` };
  return (
    <li className={`af-node af-node-${stage.state}`} style={style}>
      <div aria-label={`${name}: ${words.of(stage.done, stage.count)}, ${words.states[stage.state]}`} role="img" title={stage.now.join(', ') || words.states[stage.state]}>
        <span className="af-node-name"><Icon aria-hidden="true" /><span>{name}</span></span>
        <span className="af-node-count">
          {stage.state === 'done' ? <Check aria-hidden="true" /> : null}
          {stage.state === 'reused' ? <Recycle aria-hidden="true" /> : null}
          {stage.state === 'failed' ? <AlertTriangle aria-hidden="true" /> : null}
          {stage.done}/{stage.count}
        </span>
        <span className="af-node-jobs" aria-hidden="true">
          {stage.count <= MOST ? stage.jobs.map((job, index) => (
            <i key={index} className={`af-job-${job.state}`} title={job.label} />
          )) : <i className="af-job-done" style={{ flexGrow: stage.done }} />}
          {stage.count > MOST ? <i className="af-job-waiting" style={{ flexGrow: stage.count - stage.done }} /> : null}
        </span>
      </div>
    </li>
  );
}

function Graph({ props, words }) {
  const [places, rows] = placed(props.stages);
  const states = Object.fromEntries(props.stages.map((stage) => [stage.kind, stage.state]));
  const centre = ([column, row]) => [((column + 0.5) / COLUMNS) * 100, ((row + 0.5) / rows) * 100];
  const line = ([from, to]) => {
    const [x1, y1] = centre(places[from]);
    const [x2, y2] = centre(places[to]);
    const bend = x1 === x2 ? 0 : (x2 - x1) / 2;
    return `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  };
  const done = (kind) => states[kind] === 'done' || states[kind] === 'reused';
  return (
    <div className="af-graph" style={{ '--af-rows': rows }}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        {props.links.map((link) => (
          <path
            key={link.join()} d={line(link)} vectorEffect="non-scaling-stroke"
            className={done(link[0]) ? 'af-link-done' : states[link[1]] === 'running' ? 'af-link-running' : ''}
          />
        ))}
      </svg>
      <ul aria-label={words.graph}>
        {props.stages.map((stage) => <Node key={stage.kind} stage={stage} words={words} place={places[stage.kind]} rows={rows} />)}
      </ul>
    </div>
  );
}

const RenderProgress = adflow.once('RenderProgress', () => function RenderProgress({ props, callAction }) {
  const words = WORDS[props.language] || WORDS.en;
  const [click, sent, lost] = adflow.useClick(useState, callAction);
  const going = props.status === 'running' || props.status === 'approved';
  const percent = Math.floor(props.fraction * 100);
  const done = props.status === 'done';
  const part = props.pictures_only ? words.pictures : props.clips_only ? words.clips : {};
  const title = part[props.status] || words[props.status];
  const now = props.stages.flatMap((stage) => stage.now || []);
  const problems = props.stages.flatMap((stage) => stage.problems || []);

  return (
    <section className={`af-card af-progress af-progress-${props.status}`} aria-label={title}>
      <header className="af-head">
        <div className="af-head-text">
          <h3 className="af-title">{title}</h3>
          <div className="af-muted">
            {going && props.seconds_left !== null ? words.left(adflow.duration(props.seconds_left, props.language)) : null}
            {props.status === 'cancelled' || props.status === 'failed' ? words.kept : null}
          </div>
        </div>
        {done ? (
          <Check className="af-mark-done af-big" aria-hidden="true" />
        ) : (
          <div className="af-percent">{percent}<small>%</small></div>
        )}
      </header>
      {done ? null : (
        <>
          <div className="af-bar" role="progressbar" aria-label={title} aria-valuenow={percent} aria-valuemin="0" aria-valuemax="100">
            <span style={{ width: `${Math.max(props.fraction * 100, 1)}%` }} />
          </div>
          {props.links?.length ? <Graph props={props} words={words} /> : null}
        </>
      )}
      {problems.length && !done ? (
        <ul className="af-problems">{problems.map((one) => <li key={one} className="af-error">{one}</li>)}</ul>
      ) : props.problem ? <p className="af-error">{props.problem}</p> : null}
      {going ? (
        <div className="af-progress-foot">
          <span className="af-muted" aria-live="polite">
            {now.length ? `${words.now}: ${now.slice(0, 3).join(', ')}${now.length > 3 ? ' …' : ''}` : ''}
          </span>
          <button
            type="button" className="af-button af-small" disabled={!!sent}
            onClick={() => click('stop', { render: props.render })}
          >
            <Square aria-hidden="true" />{sent ? words.stopping : words.stop}
          </button>
        </div>
      ) : null}
      {lost ? <p className="af-error" role="alert">{adflow.lost(props.language)}</p> : null}
    </section>
  );
});

export default <RenderProgress props={props} callAction={callAction} />;
