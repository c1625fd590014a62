"""`python3 -m unittest simulate.test_simulate` in training/; simulate.test.ts runs it with the others."""

import json
import unittest

import cv2
import numpy as np

from simulate import camera, recapture, wear
from simulate.codec import jpeg
from simulate.lattice import TILE, diamonds, lattice_index, seen_through, stripes
from simulate.outline import handheld_outline, standing_outline
from simulate.plane import DRAWN_FOR, draw_plane
from simulate.prints import halftone

cv2.setNumThreads(0)
SIDE = 132


def scene(side=SIDE, seed=1):
    """Something like a face in front of a wall: smooth, with a few edges and some texture."""
    rng = np.random.default_rng(seed)
    picture = np.full((side, side, 3), (0.55, 0.6, 0.62), np.float32)
    middle = (side // 2, side // 2)
    cv2.ellipse(picture, middle, (side // 6, side // 4), 0, 0, 360, (0.6, 0.42, 0.34), -1, cv2.LINE_AA)
    for offset in (-1, 1):
        eye = (middle[0] + offset * side // 14, middle[1] - side // 13)
        cv2.circle(picture, eye, side // 50, (0.1, 0.08, 0.07), -1)
    corners = [(middle[0] + offset * side // 20, middle[1] + side // 13) for offset in (-1, 1)]
    cv2.line(picture, *corners, (0.5, 0.2, 0.2), 2)
    texture = cv2.GaussianBlur(rng.standard_normal((side, side, 3)).astype(np.float32), (0, 0), 1)
    return np.clip(picture + texture * 0.03, 0, 1).astype(np.float32)


def draw(seed, edges=None, side=SIDE):
    return recapture(scene(side), scene(side, 2)[:, ::-1], np.random.default_rng(seed), edges)


class Pictures(unittest.TestCase):
    def check(self, picture, side):
        self.assertEqual(picture.shape, (side, side, 3))
        self.assertEqual(picture.dtype, np.float32)
        self.assertTrue(np.isfinite(picture).all())
        self.assertGreaterEqual(picture.min(), 0)
        self.assertLessEqual(picture.max(), 1)

    def test_shape_type_and_range_at_any_size(self):
        for seed in range(45):
            side = (97, SIDE, 210)[seed % 3]
            self.check(draw(seed, side=side)[0], side)
            self.check(camera(scene(side), np.random.default_rng(seed)), side)

    def test_backgrounds_of_other_sizes(self):
        for seed in range(12):
            for height, width in ((60, 90), (300, 140)):
                room = np.resize(scene(), (height, width, 3))
                self.check(recapture(scene(), room, np.random.default_rng(seed), True)[0], SIDE)

    def test_same_seed_same_picture(self):
        for seed in range(30):
            (one, said), (other, said_too) = draw(seed), draw(seed)
            np.testing.assert_array_equal(one, other)
            self.assertEqual(said, said_too)
            pair = [camera(scene(), np.random.default_rng(seed)) for _ in range(2)]
            np.testing.assert_array_equal(*pair)

    def test_other_seed_other_picture(self):
        self.assertGreater(np.abs(draw(1)[0] - draw(2)[0]).mean(), 0.005)

    def test_input_is_left_as_it_was(self):
        content, room = scene(), scene(seed=2)
        for seed in range(40):
            recapture(content, room, np.random.default_rng(seed))
            camera(content, np.random.default_rng(seed))
        np.testing.assert_array_equal(content, scene())
        np.testing.assert_array_equal(room, scene(seed=2))


class Attacks(unittest.TestCase):
    def test_edges_and_media(self):
        rng, facts = np.random.default_rng(3), []
        content, room = scene(48), scene(48, 2)
        for _ in range(400):
            facts.append(recapture(content, room, rng)[1])
            json.dumps(facts[-1])
        without = np.mean([not fact["edges"] for fact in facts])
        self.assertGreaterEqual(without, 0.4)
        self.assertLessEqual(without, 0.7)
        self.assertLess(np.mean([fact["subtle"] for fact in facts]), 0.15)
        media = {fact["medium"] for fact in facts}
        self.assertEqual(media, {"phone-lcd", "phone-oled", "monitor", "tv", "print", "photo card", "cut-out", "mask"})

    def test_edges_as_requested(self):
        for seed in range(20):
            self.assertTrue(draw(seed, True)[1]["edges"])
            self.assertFalse(draw(seed, False)[1]["edges"])

    def test_an_edge_is_in_view_and_the_face_is_not_cut(self):
        rng = np.random.default_rng(4)
        for _ in range(300):
            for left, top, right, bottom in (handheld_outline(rng, 2, (1.3, 2.9)), standing_outline(rng)):
                self.assertLess(min(left, top, right, bottom), DRAWN_FOR / 2)
                self.assertGreater(min(left, top, right, bottom), 1.2)

    def test_face_keeps_its_place(self):
        """The features keep their place within the error of a detector."""
        side, unit = 198, 198 / DRAWN_FOR
        found, left, top = [], 69, 66
        template = cv2.GaussianBlur(scene(side).mean(axis=2), (0, 0), 2)[top : top + 45, left : left + 60]
        for seed in range(32):
            picture = draw(seed, False, side)[0]
            patch = cv2.GaussianBlur(picture.mean(axis=2), (0, 0), 2)
            score = cv2.matchTemplate(patch, template, cv2.TM_CCOEFF_NORMED)
            _, best, _, (x, y) = cv2.minMaxLoc(score)
            if best > 0.8:
                found.append(np.hypot(x - left, y - top) / unit)
        self.assertGreater(len(found), 16)
        self.assertLess(np.quantile(found, 0.9), 0.15)

    def test_medium_changes_more_than_a_perfect_camera(self):
        """Every attack differs from the shown picture by more than a JPEG does."""

        def blurred(picture):
            return cv2.GaussianBlur(picture, (0, 0), 1)

        bare = [np.abs(blurred(jpeg_of(scene(), seed)) - blurred(scene())).mean() for seed in range(60)]
        attacks = [np.abs(blurred(draw(seed, False)[0]) - blurred(scene())).mean() for seed in range(60)]
        self.assertGreater(min(attacks), max(bare))

    def test_medium_leaves_fine_structure_that_a_camera_does_not(self):
        """Dots and grids: energy at single frequencies, against the median of their neighbours."""
        plain = np.full((SIDE, SIDE, 3), 0.6, np.float32)
        attacks, cameras = [], []
        for seed in range(80):
            picture, facts = recapture(plain, plain, np.random.default_rng(seed), False)
            if facts.get("contrast", 0) > 0.1 or "halftone" in facts:
                attacks.append(peak(picture))
            cameras.append(peak(camera(plain, np.random.default_rng(seed))))
        self.assertGreater(len(attacks), 10)
        self.assertGreater(np.median(attacks), 3 * np.median(cameras))


def jpeg_of(picture, seed):
    coded = jpeg(cv2.convertScaleAbs(picture, alpha=255), 80, np.random.default_rng(seed))
    return coded.astype(np.float32) / 255


def peak(picture):
    """The strongest frequency above a tenth of the sampling rate over the median of those frequencies."""
    grey = picture.mean(axis=2)
    window = np.hanning(grey.shape[0])
    spectrum = np.abs(np.fft.fft2((grey - cv2.GaussianBlur(grey, (0, 0), 2)) * window[:, None] * window[None, :]))
    frequency = np.abs(np.fft.fftfreq(grey.shape[0]))
    fine = spectrum[np.maximum(frequency[:, None], frequency[None, :]) > 0.1]
    return fine.max() / (np.median(fine) + 1e-3)


class Camera(unittest.TestCase):
    def test_strength_zero_changes_only_by_the_codec(self):
        for seed in range(20):
            changed = np.abs(camera(scene(), np.random.default_rng(seed), strength=0) - scene()).mean()
            self.assertLess(changed, 0.02)

    def test_some_are_nearly_untouched_and_light_varies(self):
        rng = np.random.default_rng(5)
        pictures = [camera(scene(), rng) for _ in range(300)]
        change = np.array([np.abs(picture - scene()).mean() for picture in pictures])
        self.assertGreater(np.mean(change < 0.02), 0.1)
        level = np.array([picture.mean() for picture in pictures])
        self.assertGreater(np.mean(level < 0.35), 0.08, "low light")
        warmth = np.array([picture[..., 0].mean() / (picture[..., 2].mean() + 1e-3) for picture in pictures])
        self.assertGreater(np.mean(warmth > 1.15), 0.05, "warm light")
        self.assertGreater(np.mean(warmth < 0.85), 0.05, "cold light")


def plain_looks(picture):
    """Contrast, and detail relative to contrast: the two values that haze and blur change."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    return grey.std(), np.abs(cv2.Laplacian(grey, cv2.CV_32F)).mean() / (grey.std() + 0.02)


def separation(higher, lower):
    """AUC: probability that a value of the first is above one of the second."""
    return np.mean(np.asarray(higher)[:, None] > np.asarray(lower)[None, :])


class Wear(unittest.TestCase):
    def test_shape_type_range_and_seed(self):
        for seed in range(40):
            one, other = (wear(scene(), np.random.default_rng(seed)) for _ in range(2))
            np.testing.assert_array_equal(one, other)
            self.assertEqual((one.shape, one.dtype), ((SIDE, SIDE, 3), np.float32))
            self.assertGreaterEqual(one.min(), 0)
            self.assertLessEqual(one.max(), 1)

    def test_haze_and_blur_do_not_distinguish_the_classes(self):
        rng, content, room = np.random.default_rng(6), scene(), scene(seed=2)
        worn = [plain_looks(camera(wear(content, rng), rng)) for _ in range(150)]
        attacks = [plain_looks(camera(recapture(content, room, rng, False)[0], rng)) for _ in range(150)]
        for live, attack in zip(zip(*worn), zip(*attacks)):
            self.assertLess(abs(separation(live, attack) - 0.5), 0.15)


class Structure(unittest.TestCase):
    def test_sub_pixels_add_up_to_white(self):
        for tile in (stripes(0.2), diamonds(1.0)):
            np.testing.assert_allclose(tile.mean(axis=(0, 1)), 1, rtol=1e-5)
            np.testing.assert_allclose(seen_through(tile, 0.8, 0.9, 0.3).mean(axis=(0, 1)), 1, rtol=1e-4)

    def test_finer_grids_fade(self):
        contrast = [seen_through(stripes(0.2), pitch, 0.9, 0.3).std() for pitch in (3, 1.7, 0.8, 0.3)]
        self.assertEqual(contrast, sorted(contrast, reverse=True))
        self.assertLess(contrast[-1], 0.01)

    def test_sampling_aliases_as_in_a_camera(self):
        """Point samples of the filtered period equal the means of a finely drawn grid over the camera's pixels."""
        pitch, fine = 1.3, 40
        tile = np.zeros((TILE, TILE, 1), np.float32)
        tile[:, : TILE // 2] = 1
        plane = draw_plane(24, 24, np.random.default_rng(0), tilt=0)
        plane.x = np.tile(np.arange(24, dtype=np.float32), (24, 1))
        plane.y = plane.x.T.copy()

        class NoPhase:
            def uniform(self, low, high, count):
                return np.zeros(count)

        filtered = seen_through(tile, pitch, 1.0, 0.0).reshape(-1)
        sampled = filtered[lattice_index(plane, pitch, 0.0, NoPhase())][0]
        drawn = ((np.arange(24 * fine) + 0.5) / fine - 0.5) / pitch % 1 < 0.5
        means = drawn.reshape(24, fine).mean(axis=1)
        # A period has 64 steps, so the two may differ by half a step.
        np.testing.assert_allclose(sampled, means, atol=0.06)

    def test_halftone_keeps_the_tone(self):
        for value in (0.2, 0.5, 0.85):
            tone = np.full((200, 200, 3), value, np.float32)
            y, x = np.mgrid[0:200, 0:200].astype(np.float32)
            dots = halftone(tone, x, y, 2.3, 0.9, np.random.default_rng(1))
            self.assertAlmostEqual(float(dots.mean()), value, delta=0.01)
            self.assertGreater(dots.std(), 0.01)


if __name__ == "__main__":
    unittest.main()
