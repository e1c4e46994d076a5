/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.gzip.GzipHandler;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.iikmc.backend.BackendSelector;
import org.iikmc.backend.GpuSearch;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.iikmc.host.server.http.HeaderWatch;
import org.iikmc.host.server.http.JettyHandler;
import org.iikmc.host.server.http.ServerLimits;
import org.iikmc.host.server.http.TransferLimits;
import org.iikmc.host.server.layers.Layers;
import org.iikmc.host.server.web.Downloads;
import org.iikmc.host.server.web.Listings;
import org.iikmc.host.server.web.StaticFiles;
import org.iikmc.host.server.wms.WmsService;
import org.iikmc.host.server.wps.WpsService;
import org.iikmc.job.catalog.DirectoryCatalog;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.raster.read.SceneFolder;
import org.iikmc.wps.IikmcProcessFactory;
import org.iikmc.wps.RunLimits;
import org.iikmc.wps.Runs;

/** The server: makes its parts when it is made, listens until it is closed. */
public final class OgcServer implements AutoCloseable {
  private static final Logger LOGGER = Logger.getLogger(OgcServer.class.getName());

  private static final int IDLE_MILLIS = 60_000;

  /** More than the idle time-out, which ends connections that are kept and not used. */
  private static final Duration HEADER_TIME = Duration.ofSeconds(80);

  /** Each may hold as much memory as the head of a request. */
  private static final int MOST_WAITING = 1000;

  /** When many come at once, those that do not fit wait a second until their system tries again. */
  private static final int BACKLOG = 1024;

  private static final int HEADER_BYTES = 64 << 10; // requests by GET carry geometries

  /** What is sent zipped to clients that can unzip it; pictures are packed already. */
  private static final String[] TEXTS = {
    "text/html",
    "text/css",
    "text/javascript",
    "text/plain",
    "text/xml",
    "text/csv",
    "application/xml",
    "application/json",
    "application/vnd.ogc.sld+xml"
  };

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Server jetty;
  private final ServerConnector connector;
  private final String host;

  /**
   * Starts to listen.
   *
   * @param clock by which results grow old
   * @throws InputException if a setting can't be used
   */
  public OgcServer(ServerSettings settings, Clock clock) throws IOException {
    host = settings.host();
    if (!Files.isDirectory(settings.scenes())) {
      throw new InputException(
          Problem.refused("scenes", settings.scenes(), "a folder of scenes"), null);
    }
    DirectoryCatalog.checkApart(settings.scenes(), settings.data());
    boolean started = false;
    try {
      parts.push(new DataLock(settings.data()));
      RasterReaders readers = new RasterReaders();
      parts.push(readers);
      SceneFolder scenes =
          new SceneFolder(
              settings.scenes(),
              new SceneFinder(readers),
              unreadable -> LOGGER.warning("Left out: " + unreadable.getMessage()));
      DirectoryCatalog catalog = new DirectoryCatalog(scenes, settings.data());
      catalog.recover();
      Path temporary = settings.data().resolve(".runs");
      RunLimits runLimits =
          new RunLimits(
              settings.limits().runPixels(),
              settings.limits().runs(),
              settings.threads(),
              settings.memory(),
              Path.of(System.getProperty("java.io.tmpdir")),
              "the options of iikmc serve");
      Runs runs =
          new Runs(
              runLimits,
              new BackendSelector(
                  KernelChoice.probe(),
                  new SampleMemory(settings.memory()),
                  new GpuSearch(settings.deviceMemory())));
      WpsService wps =
          new WpsService(
              new IikmcProcessFactory(catalog, runs),
              catalog,
              readers,
              settings.limits(),
              temporary,
              clock);
      parts.push(wps);
      jetty = new Server(threads(settings.limits()));
      Layers layers = new Layers(catalog, readers);
      Services services =
          new Services(
              wps,
              new WmsService(layers, settings.limits().imageSide()),
              new Listings(catalog, layers),
              new Downloads(catalog),
              new StaticFiles(ResourceFactory.of(jetty)));
      HeaderWatch headers = new HeaderWatch(jetty.getScheduler(), HEADER_TIME, MOST_WAITING);
      connector = connector(settings);
      connector.addBean(headers);
      jetty.addConnector(connector);
      GzipHandler zipped = new GzipHandler();
      zipped.setIncludedMimeTypes(TEXTS);
      zipped.setHandler(
          new JettyHandler(
              KnownHosts.before(services::answer, host, settings.publicNames()),
              settings.token(),
              settings.limits().requestBytes(),
              headers,
              jetty.getScheduler(),
              TransferLimits.bodies(settings.limits().requestBytes()),
              TransferLimits.answers()));
      jetty.setHandler(zipped);
      parts.push(jetty::stop);
      start(settings);
      started = true;
    } finally {
      if (!started) {
        close();
      }
    }
  }

  /** Enough that clients that wait for runs leave some for maps. */
  private static QueuedThreadPool threads(ServerLimits limits) {
    QueuedThreadPool threads = new QueuedThreadPool(limits.runs() + limits.queued() + 32);
    threads.setName("iikmc-http");
    return threads;
  }

  private ServerConnector connector(ServerSettings settings) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    // The name of a file may hold a percent sign. A path is decoded once, when it is used.
    http.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "percent signs in names", UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING));
    ServerConnector made = new ServerConnector(jetty, new HttpConnectionFactory(http));
    made.setHost(settings.host());
    made.setPort(settings.port());
    made.setIdleTimeout(IDLE_MILLIS);
    made.setAcceptQueueSize(BACKLOG);
    return made;
  }

  private void start(ServerSettings settings) throws IOException {
    try {
      jetty.start();
    } catch (IOException e) {
      if (e instanceof BindException || e.getCause() instanceof BindException) {
        throw new InputException(
            Problem.of(
                Problem.option("port", Integer.toString(settings.port())),
                " of ",
                Problem.option("host", settings.host()),
                " can't be listened on: it is in use, or not of this machine; choose another."),
            e);
      }
      throw e;
    } catch (Exception e) { // as Jetty declares it
      throw new IOException("The server can't be started.", e);
    }
  }

  /** Where it listens. */
  public URI address() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + name + ":" + connector.getLocalPort() + "/");
  }

  /** Waits until it is closed. */
  public void join() throws InterruptedException {
    jetty.join();
  }

  /** Stops to listen, ends all runs, and takes away what they left. */
  @Override
  public synchronized void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) { // the others are to be closed too
        LOGGER.log(Level.WARNING, e, () -> "A part of the server can't be closed");
      }
    }
  }
}
