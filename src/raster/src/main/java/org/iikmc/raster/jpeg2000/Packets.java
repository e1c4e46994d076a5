/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.jpeg2000;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The packets of a tile in the order of its progression (B.12), by which its code-blocks get their
 * bytes.
 */
final class Packets {
  /** Of a tile, which its packets alone do not bound: an empty one has one byte. */
  private static final long MOST_BLOCKS = 4 << 20;

  private static final int LRCP = 0;
  private static final int RLCP = 1;
  private static final int RPCL = 2;
  private static final int PCRL = 3;

  private final List<List<Resolution>> components;
  private final Coding coding;
  private final Area tile;

  /**
   * A precinct and where it starts in pixels.
   *
   * @param number in its resolution
   */
  private record Place(int component, int resolution, int number, long x, long y) {}

  /**
   * @param components their resolutions, from the lowest
   */
  Packets(List<List<Resolution>> components, Coding coding, Area tile) {
    this.components = components;
    this.coding = coding;
    this.tile = tile;
  }

  /** Reads the headers of all packets. */
  void read(PacketBits bits, long bytes) throws IOException {
    checkNumber(bits, bytes);
    List<Place> places = places();
    Precinct[] precincts = new Precinct[places.size()];
    if (coding.progression == LRCP) {
      for (int layer = 0; layer < coding.layers; layer++) {
        read(places, precincts, 0, places.size(), layer, layer + 1, bits);
      }
    } else if (coding.progression == RLCP) {
      for (int from = 0, to; from < places.size(); from = to) {
        int resolution = places.get(from).resolution;
        to = from;
        while (to < places.size() && places.get(to).resolution == resolution) {
          to++;
        }
        for (int layer = 0; layer < coding.layers; layer++) {
          read(places, precincts, from, to, layer, layer + 1, bits);
        }
      }
    } else {
      read(places, precincts, 0, places.size(), 0, coding.layers, bits);
    }
    bits.finish();
  }

  /** Each packet has a byte at least. */
  private void checkNumber(PacketBits bits, long bytes) throws IOException {
    long precincts = 0;
    long blocks = 0;
    for (int c = 0; c < components.size(); c++) {
      CodingStyle style = coding.style(c);
      for (Resolution each : components.get(c)) {
        precincts += (long) each.precinctsAcross() * each.precinctsDown();
        long across = (each.area().width() >> Math.min(style.blockWidth(), each.precinctWidth()));
        long down = (each.area().height() >> Math.min(style.blockHeight(), each.precinctHeight()));
        blocks += (across + 1) * (down + 1);
      }
      if (precincts * coding.layers > bytes) {
        throw bits.wrong();
      }
      if (blocks > MOST_BLOCKS) {
        throw Jpeg2000Exception.unsupported("tiles of more than " + MOST_BLOCKS + " code-blocks");
      }
    }
  }

  private void read(
      List<Place> places,
      Precinct[] precincts,
      int from,
      int to,
      int firstLayer,
      int endLayer,
      PacketBits bits)
      throws IOException {
    for (int i = from; i < to; i++) {
      Place place = places.get(i);
      for (int layer = firstLayer; layer < endLayer; layer++) {
        bits.startPacket(coding.sop);
        if (bits.next() == 0) {
          bits.endHeader(coding.eph);
          continue;
        }
        if (precincts[i] == null) {
          precincts[i] =
              new Precinct(
                  components.get(place.component).get(place.resolution),
                  place.number,
                  place.resolution == 0,
                  coding.style(place.component));
        }
        precincts[i].read(layer, bits, coding.eph);
      }
    }
  }

  private List<Place> places() {
    List<Place> places = new ArrayList<>();
    for (int c = 0; c < components.size(); c++) {
      List<Resolution> resolutions = components.get(c);
      for (int r = 0; r < resolutions.size(); r++) {
        Resolution resolution = resolutions.get(r);
        int level = resolutions.size() - 1 - r;
        for (int p = 0; p < resolution.precinctsAcross() * resolution.precinctsDown(); p++) {
          long x = resolution.precinctX(p % resolution.precinctsAcross()) << level;
          long y = resolution.precinctY(p / resolution.precinctsAcross()) << level;
          places.add(new Place(c, r, p, Math.max(x, tile.x0()), Math.max(y, tile.y0())));
        }
      }
    }
    places.sort(order());
    return places;
  }

  private Comparator<Place> order() {
    Comparator<Place> component = Comparator.comparingInt(Place::component);
    Comparator<Place> resolution = Comparator.comparingInt(Place::resolution);
    Comparator<Place> position = Comparator.comparingLong(Place::y).thenComparingLong(Place::x);
    Comparator<Place> order =
        switch (coding.progression) {
          case LRCP, RLCP -> resolution.thenComparing(component);
          case RPCL -> resolution.thenComparing(position).thenComparing(component);
          case PCRL -> position.thenComparing(component).thenComparing(resolution);
          default -> component.thenComparing(position).thenComparing(resolution);
        };
    return order.thenComparingInt(Place::number);
  }
}
